import { sha256 } from '@noble/hashes/sha2.js'
import canonicalize from 'canonicalize'
import { bytesToHex, type Hex } from 'viem'
import { BaseError } from './BaseError.ts'
import { check, InvalidError } from './checkRecord.ts'
import type { Seconds } from './Time.ts'

/** What a record describes. */
export type Kind = (typeof kinds)[number]

/** Every kind of record. */
export const kinds = ['dataset', 'model', 'output', 'remix', 'import'] as const

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The unsigned file: what the bytes are before any credential is put into them. */
export type Content = {
  /** SHA-256 of the file without its C2PA manifest. */
  readonly sha256: Hex
  /** The same bytes as a `unixfs-v1-2025` CID. */
  readonly cid: string
  /** For example `image/png`. */
  readonly mediaType: string
  /** Unit: bytes. */
  readonly size: number
  /** The decoded picture: SHA-256 of `RGB8 <width>x<height>\n` and the raw RGB8 bytes. */
  readonly pixels?: Pixels
}

/** The identity of a decoded picture, which survives a change of container. */
export type Pixels = { readonly sha256: Hex; readonly width: number; readonly height: number }

/** What the engine needs to make the bytes again. The engine owns its fields; `runtime` says which engine. */
export type Recipe = { readonly runtime: string; readonly [key: string]: Json }

/** The text of the license under which the work stands. */
export type License = { readonly sha256: Hex; readonly cid?: string; readonly name?: string }

/** The part of a record that speaks of provenance. */
export type Provenance = {
  readonly version: 1
  readonly kind: Kind
  readonly content: Content
  readonly recipe?: Recipe
  /** Ids of the works it descends from. */
  readonly parents: readonly Hex[]
  /** Identity of the data set: a hash over original bytes and decoded pixels. */
  readonly dataset?: Hex
  /** Root of the contribution tree. */
  readonly contributions?: Hex
  readonly license?: License
  /** DID of the maker; never a name or an address of a person. */
  readonly creator: string
  /** Tool and version, for example `{ "tributary-engine": "1" }`. */
  readonly tools: { readonly [tool: string]: string }
  /** When it was made. Unit: seconds since 1970. */
  readonly time: Seconds
  /** SHA-256 of the record that this one refines. */
  readonly previous?: Hex
}

/** How a work was made, as ERC-721 metadata. Its canonical bytes hash to `Work.record`. */
export type Record = {
  readonly name: string
  readonly description: string
  /** `ipfs://` and a CID. A record of a picture names that picture. */
  readonly image?: string
  readonly tributary: Provenance
}

/** The most bytes a canonical record may have. */
export const maxBytes = 1_048_576

/**
 * A valid record from its parts. The `image` of a picture is derived from its content.
 *
 * @example
 * ```ts
 * import { Record } from '@tributary/provenance'
 *
 * const record = Record.from({ name: 'Dusk 7', kind: 'output', content, recipe, parents: [model], creator, tools, time })
 * Record.hash(record) // goes into Work.record
 * ```
 */
export function from(fields: from.Fields): Record {
  const { name, description = '', image, ...rest } = fields
  const picture = image ?? (isPicture(fields.content) ? `ipfs://${fields.content.cid}` : undefined)
  const provenance = Object.fromEntries(
    Object.entries({ version: 1, ...rest }).filter(([, value]) => value !== undefined),
  )
  const record = { name, description, ...(picture === undefined ? {} : { image: picture }), tributary: provenance }
  check(record)
  bytes(record)
  return record
}

export declare namespace from {
  type Fields = Omit<Provenance, 'version'> & {
    readonly name: string
    readonly description?: string
    readonly image?: string
  }
  type ErrorType = InvalidError | TooLargeError
}

/** The record that refines `previous`: it names that record, so the refinement is part of the proof. */
export function refine(previous: Record, fields: Omit<from.Fields, 'previous'>): Record {
  return from({ ...fields, previous: hash(previous) })
}

/**
 * The canonical bytes of a record.
 *
 * - Unit: UTF-8 JSON as RFC 8785 orders and writes it, at most {@link maxBytes}.
 */
export function bytes(record: Record): Uint8Array<ArrayBuffer> {
  const encoded = new TextEncoder().encode(canonicalize(record))
  if (encoded.length > maxBytes) throw new TooLargeError({ size: encoded.length })
  return encoded
}

/** SHA-256 of the canonical bytes: `Work.record`. */
export function hash(record: Record): Hex {
  return bytesToHex(sha256(bytes(record)))
}

/** Reads a record back. Only its canonical bytes are accepted, so a hash names one text and one meaning. */
export function parse(data: Uint8Array): Record {
  if (data.length > maxBytes) throw new TooLargeError({ size: data.length })
  const text = decode(data)
  const value = parseJson(text)
  check(value)
  if (canonicalize(value) !== text) throw new NotCanonicalError()
  return value
}

/** Whether the content is a picture that wallets can show. */
export function isPicture(content: Content): boolean {
  return content.mediaType.startsWith('image/')
}

function decode(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
  } catch (cause) {
    throw new NotCanonicalError({ cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new NotCanonicalError({ cause })
  }
}

export { InvalidError }

/** A record has more bytes than the limit. */
export class TooLargeError extends BaseError {
  override readonly name = 'Record.TooLargeError'
  constructor({ size }: { size: number }) {
    super(`The record has ${size} bytes; the most is ${maxBytes}.`, {
      hint: 'Shorten the description or the recipe; a long list belongs into a tree, of which the record names the root.',
    })
  }
}

/** The bytes are not the canonical form of a record. */
export class NotCanonicalError extends BaseError {
  override readonly name = 'Record.NotCanonicalError'
  constructor(options: { cause?: unknown } = {}) {
    super('The bytes are not canonical JSON (RFC 8785 in UTF-8).', {
      ...options,
      hint: 'Pass the bytes exactly as the store or the file holds them.',
    })
  }
}
