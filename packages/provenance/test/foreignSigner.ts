import 'reflect-metadata'
import { X509Certificate } from '@peculiar/x509'
import { PNG } from '@trustnxt/c2pa-ts/asset'
import { CoseAlgorithmIdentifier, type Signer } from '@trustnxt/c2pa-ts/cose'
import {
  ActionAssertion,
  ActionType,
  ClaimVersion,
  DataHashAssertion,
  DigitalSourceType,
  ManifestStore,
} from '@trustnxt/c2pa-ts/manifest'
import { Certificate } from '../src/index.ts'
import { generateKeys } from './studio.ts'

/** A PNG that was signed by other people with other software, under a root of their own. */
export async function signForeign(
  png: Uint8Array<ArrayBuffer>,
): Promise<{ signed: Uint8Array<ArrayBuffer>; root: string }> {
  const [rootKeys, keys] = [await generateKeys(), await generateKeys()]
  const validity = { from: 1_577_836_800, until: 4_102_444_800 }
  const organization = 'Camera Works'
  const root = await Certificate.root({ organization, keys: rootKeys, serialNumber: '0a', ...validity })
  const leaf = await Certificate.leaf(
    { organization, keys, serialNumber: '0b', ...validity },
    { root, privateKey: rootKeys.privateKey },
  )
  // The library brings its own copy of the certificate classes.
  const signer = {
    algorithm: CoseAlgorithmIdentifier.ES256,
    certificate: new X509Certificate(leaf),
    chainCertificates: [new X509Certificate(root)],
    sign: Certificate.signer([leaf], keys.privateKey).sign,
  } as unknown as Signer
  const asset = new PNG(png)
  const store = new ManifestStore()
  const manifest = store.createManifest({
    claimVersion: ClaimVersion.V2,
    assetFormat: 'image/png',
    instanceID: 'xmp:iid:1',
    defaultHashAlgorithm: 'SHA-256',
    signer,
  })
  const hash = DataHashAssertion.create('SHA-256')
  manifest.addAssertion(hash)
  const actions = new ActionAssertion()
  actions.actions.push({ action: ActionType.C2paCreated, digitalSourceType: DigitalSourceType.DigitalCapture } as never)
  manifest.addAssertion(actions)
  await asset.ensureManifestSpace(store.measureSize())
  await hash.updateWithAsset(asset)
  await manifest.sign(signer)
  await asset.writeManifestJUMBF(store.getBytes())
  return { signed: new Uint8Array(await asset.getDataRange()), root }
}
