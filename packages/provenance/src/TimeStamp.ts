import { BaseError } from './BaseError.ts'
import { join } from './container/Parts.ts'

/** Sends a TimeStampReq (`application/timestamp-query`) to an authority and brings its answer. The network is the caller's. */
export type Exchange = (request: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>

/**
 * Time stamps from an RFC 3161 authority, as a signer wants them.
 *
 * @example
 * ```ts
 * import { Certificate, TimeStamp } from '@tributary/provenance'
 *
 * const signer = { ...Certificate.signer(chain, privateKey), timeStamp: TimeStamp.from(exchange) }
 * ```
 */
export function from(exchange: Exchange): (bytes: Uint8Array) => Promise<Uint8Array> {
  return async (bytes) => token(await exchange(await request(bytes)))
}

const tags = { integer: 0x02, octets: 0x04, sequence: 0x30 }
/** AlgorithmIdentifier of SHA-256. */
const sha256Algorithm = [0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00]
const version1 = [tags.integer, 1, 1]
/** `certReq TRUE`: the token shall carry the authority's certificate, so that it can be checked without a network. */
const withCertificate = [0x01, 1, 0xff]
/** PKIStatus of an answer that holds a token: granted, or granted with modifications. */
const granted = [0, 1]

/** The request (DER) for a token over the SHA-256 of the bytes. All its lengths are short. */
export async function request(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  const imprint = [...sha256Algorithm, tags.octets, digest.length, ...digest]
  const body = [...version1, tags.sequence, imprint.length, ...imprint, ...withCertificate]
  return Uint8Array.from([tags.sequence, body.length, ...body])
}

/** The token inside an answer (DER): `SEQUENCE { SEQUENCE { INTEGER status, ... }, token }`. */
export function token(response: Uint8Array): Uint8Array<ArrayBuffer> {
  const [status, body] = elements(response, element(response, 0, tags.sequence))
  const code =
    status && response[element(response, element(response, status.start, tags.sequence).body, tags.integer).body]
  if (code === undefined || !granted.includes(code)) throw new RefusedError({ status: code })
  if (body === undefined) throw new FormError()
  return join([response.subarray(body.start, body.end)])
}

type Element = { readonly start: number; readonly body: number; readonly end: number }

function element(bytes: Uint8Array, start: number, tag?: number): Element {
  const first = bytes[start + 1]
  const long = first !== undefined && first > 0x80 ? first - 0x80 : 0
  if (first === undefined || long > 4 || (tag !== undefined && bytes[start] !== tag)) throw new FormError()
  const body = start + 2 + long
  const length = long === 0 ? first : bytes.subarray(start + 2, body).reduce((sum, byte) => sum * 256 + byte, 0)
  if (body + length > bytes.length) throw new FormError()
  return { start, body, end: body + length }
}

function elements(bytes: Uint8Array, parent: Element): Element[] {
  const found: Element[] = []
  for (let start = parent.body; start < parent.end; start = found.at(-1)!.end) found.push(element(bytes, start))
  return found
}

/** The authority did not grant a time stamp. */
export class RefusedError extends BaseError {
  override readonly name = 'TimeStamp.RefusedError'
  constructor({ status }: { status: number | undefined }) {
    super(`The time-stamping authority answered with status ${status}; 0 and 1 grant a time stamp.`, {
      hint: 'Ask again, or configure another authority.',
    })
  }
}

/** An authority's answer is not of the form that RFC 3161 asks for. */
export class FormError extends BaseError {
  override readonly name = 'TimeStamp.FormError'
  constructor() {
    super('The answer of the time-stamping authority is not a TimeStampResp.', {
      hint: 'Check its address: it must accept application/timestamp-query by POST.',
    })
  }
}
