import canonicalize from 'canonicalize'
import type { Hex } from 'viem'
import type { Authorization } from './Authority.ts'
import { BaseError } from './BaseError.ts'
import type { Preimage } from './Preimage.ts'

/** What a signed file carries so that its work can be checked from the file alone. */
export type Proof = {
  readonly version: 1
  /** The work, whose hash is the id and which names the record. */
  readonly work: Preimage
  /** `Output(id)` signed by the model's key, or by the creator when no model made the work. */
  readonly signature?: Hex
  /** The work that `origin` names, and its record: it says which studio may authorize keys. */
  readonly model?: { readonly work: Preimage; readonly record: string }
  readonly authorization?: Authorization
}

/** The canonical text of a proof. */
export function toText(proof: Proof): string {
  return canonicalize(proof) ?? ''
}

/** Reads a proof back. Only its outer form is checked here; every claim in it is checked against hashes and signatures. */
export function parse(text: string): Proof {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ParseError({ reason: 'it is not JSON', cause })
  }
  const proof = value as Partial<Proof> | null
  if (typeof proof !== 'object' || proof === null || proof.version !== 1)
    throw new ParseError({ reason: 'its version is not 1' })
  if (typeof proof.work !== 'object' || proof.work === null) throw new ParseError({ reason: 'it names no work' })
  if (proof.signature !== undefined && !/^0x([0-9a-f]{2}){1,4096}$/i.test(String(proof.signature)))
    throw new ParseError({ reason: 'its signature is not hexadecimal' })
  if (proof.model !== undefined && (typeof proof.model?.work !== 'object' || typeof proof.model.record !== 'string'))
    throw new ParseError({ reason: 'its model has no work or no record' })
  return proof as Proof
}

/** A proof has another form than expected. */
export class ParseError extends BaseError {
  override readonly name = 'Proof.ParseError'
  constructor({ reason, cause }: { reason: string; cause?: unknown }) {
    super(`The file's proof cannot be read: ${reason}.`, { cause })
  }
}
