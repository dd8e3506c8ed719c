import { Encoder, Tag } from 'cbor-x'
import { BaseError } from '../BaseError.ts'

/** Who signs credentials: certificates (DER, leaf first) and the P-256 key behind the leaf, which may live elsewhere. */
export type Signer = {
  readonly certificates: readonly Uint8Array[]
  /** ES256 over the bytes: r and s, 32 bytes each. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
  /** An RFC 3161 token (DER) over the SHA-256 of the bytes, from a time-stamping authority. */
  readonly timeStamp?: (bytes: Uint8Array) => Promise<Uint8Array>
}

const es256 = -7
const algorithmLabel = 1
const x5chainLabel = 33
const sign1Tag = 18
/** Room for signature and structure, and for a token with its authority's certificates. */
const reserves = { structure: 1024, timeStamp: 10_240 }

const encoder = new Encoder({ useRecords: false, mapsAsObjects: false, tagUint8Array: false, variableMapSize: true })
const encode = (value: unknown): Uint8Array<ArrayBuffer> => Uint8Array.from(encoder.encode(value))

/** The bytes that {@link sign1} will have with this signer: room for its certificates, a signature and a time stamp. */
export function reserve(signer: Signer): number {
  const certificates = signer.certificates.reduce((sum, certificate) => sum + certificate.length, 0)
  return certificates + reserves.structure + (signer.timeStamp === undefined ? 0 : reserves.timeStamp)
}

/**
 * A COSE_Sign1 over the claim, padded to exactly `size` bytes: the C2PA library keeps this room free before it knows the
 * signature, and takes a shorter answer for a broken one.
 *
 * - Source: RFC 9052; C2PA 2.2, sections 13.2 (signing) and 14.5 (time stamps, sigTst2).
 */
export async function sign1(claim: Uint8Array, signer: Signer, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const chain = signer.certificates.length === 1 ? signer.certificates[0] : signer.certificates
  const header = encode(
    new Map<number, unknown>([
      [algorithmLabel, es256],
      [x5chainLabel, chain],
    ]),
  )
  const signature = await signer.sign(encode(['Signature1', header, new Uint8Array(), claim]))
  const stamps = await stamp(header, signature, signer)
  // An empty byte string has a header of 1 byte, one of 256 to 65,535 bytes a header of 3.
  const length = size - encodeSign1(header, stamps, 0, signature).length - 2
  if (length < 256 || length > 65_535) throw new RoomError({ size, needed: size - length + 256 })
  return encodeSign1(header, stamps, length, signature)
}

/** The one form in which signatures are written here, so that any other form shows a change. */
export function encodeSign1(
  header: Uint8Array,
  stamps: readonly (readonly [string, unknown])[],
  padding: number,
  signature: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const unprotected = new Map([...stamps, ['pad', new Uint8Array(padding)]])
  return encode(new Tag([header, unprotected, null, signature], sign1Tag))
}

async function stamp(header: Uint8Array, signature: Uint8Array, signer: Signer): Promise<[string, unknown][]> {
  if (signer.timeStamp === undefined) return []
  const token = await signer.timeStamp(encode(['CounterSignature', header, new Uint8Array(), encode(signature)]))
  return [['sigTst2', new Map([['tstTokens', [new Map([['val', token]])]]])]]
}

/** The signature does not fit into the room that was kept for it. */
export class RoomError extends BaseError {
  override readonly name = 'Credential.RoomError'
  constructor({ size, needed }: { size: number; needed: number }) {
    super(`The signature needs ${needed} bytes; ${size} are kept for it, with 256 to 65535 bytes of padding.`, {
      hint: 'The time-stamping authority sent an unusually large token; use another one.',
    })
  }
}
