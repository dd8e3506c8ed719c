import { reserve, sign1 } from '../src/c2pa/Cose.ts'
import { settings } from '../src/c2pa/Library.ts'
import { definition, fill } from '../src/c2pa/manifest.ts'
import * as SyncBlob from '../src/c2pa/SyncBlob.ts'
import type { Credential } from '../src/index.ts'
import { library } from './studio.ts'

/** Signs whatever it is given, as somebody would who wants to deceive: the draft may contradict itself. */
export async function forge(draft: Credential.Draft, signer: Credential.Signer): Promise<Uint8Array<ArrayBuffer>> {
  const { mediaType } = draft.record.tributary.content
  const careless = { ...JSON.parse(settings([])), verify: { verify_after_sign: false } }
  const builder = library.Builder.fromJson(JSON.stringify(definition(draft)), JSON.stringify(careless))
  await fill(builder, draft)
  const size = reserve(signer)
  const sign = (claim: Uint8Array) => sign1(claim, signer, size)
  const signed = await builder.sign(
    { alg: 'es256', reserveSize: size, sign },
    [],
    mediaType,
    SyncBlob.from(draft.bytes, mediaType),
  )
  return new Uint8Array(signed)
}
