import { createECDH, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Authority, Certificate, type Credential } from '@tributary/provenance'
import { loadC2pa } from '@tributary/provenance/node'
import { type Hex, hexToBigInt, hexToBytes, keccak256, numberToHex } from 'viem'
import type { Keystore } from './Keystore.ts'

/** By what a studio is known: its DID, and the certificates that sign content credentials. */
export type Identity = {
  readonly issuer: Authority.Issuer
  readonly credentials: { readonly library: Credential.Library; readonly signer: Credential.Signer }
  /** The studio's own root certificate (PEM): whoever trusts it trusts what the studio signs. */
  readonly root: string
}

const [day, year] = [86_400, 31_557_600]

/** The order of P-256: a private key is a number below it. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

let library: Credential.Library | undefined

/**
 * The identity of a studio: its keys are made at first use and kept in the keystore, its certificates in a folder.
 *
 * @example
 * ```ts
 * import { Identity, Keystore } from '@tributary/sdk/node'
 *
 * const keys = Keystore.open({ path: '.tributary/keys.json' })
 * const { issuer, credentials } = await Identity.open({ keys, folder: '.tributary/identity', organization: 'Studio Delta' })
 * ```
 */
export async function open({ keys, folder, organization }: open.Options): Promise<Identity> {
  const issuer = Authority.issuer(hexToBytes(keys.ensure('studio-did')))
  const rootKeys = await pairOf(keys.ensure('certificate-root'))
  const leafKeys = await pairOf(keys.ensure('certificate'))
  const root = await keep(folder, 'root.pem', () => Certificate.root(request(organization, rootKeys)))
  const issued = { root, privateKey: rootKeys.privateKey }
  const leaf = await keep(folder, 'certificate.pem', () => Certificate.leaf(request(organization, leafKeys), issued))
  library ??= loadC2pa()
  return { issuer, root, credentials: { library, signer: Certificate.signer([leaf, root], leafKeys.privateKey) } }
}

export declare namespace open {
  type Options = {
    readonly keys: Pick<Keystore, 'ensure'>
    readonly folder: string
    /** The studio's name, as validators show it. */
    readonly organization: string
  }
}

function request(organization: string, keys: CryptoKeyPair): Certificate.Request {
  const now = Math.floor(Date.now() / 1000)
  // A serial number is positive, so its first bit is 0.
  const serialNumber = `0${randomBytes(16).toString('hex')}`.slice(0, 32)
  return { organization, keys, serialNumber, from: now - day, until: now + 10 * year }
}

/** The key pair of a secret that was made for any curve. */
async function pairOf(secret: Hex): Promise<CryptoKeyPair> {
  const scalar = (hexToBigInt(keccak256(secret)) % (order - 1n)) + 1n
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(hexToBytes(numberToHex(scalar, { size: 32 })))
  const point = ecdh.getPublicKey()
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const shared = { kty: 'EC', crv: 'P-256', x: x!, y: y! }
  const d = Buffer.from(hexToBytes(numberToHex(scalar, { size: 32 }))).toString('base64url')
  const { keyAlgorithm } = Certificate
  return {
    privateKey: await crypto.subtle.importKey('jwk', { ...shared, d }, keyAlgorithm, true, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', shared, keyAlgorithm, true, ['verify']),
  }
}

async function keep(folder: string, name: string, make: () => Promise<string>): Promise<string> {
  const path = join(folder, name)
  if (existsSync(path)) return readFileSync(path, 'utf8')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pem = await make()
  writeFileSync(`${path}.draft`, pem)
  renameSync(`${path}.draft`, path)
  return pem
}
