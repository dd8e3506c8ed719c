import canonicalize from 'canonicalize'
import type { Hex } from 'viem'
import type { Authorization } from './Authority.ts'
import { BaseError } from './BaseError.ts'
import * as Preimage from './Preimage.ts'

/** What a signed file carries so that its work can be checked from the file alone. */
export type Proof = {
  readonly version: 1
  /** The work, whose hash is the id and which names the record. */
  readonly work: Preimage.Preimage
  /** `Output(id)` signed by the model's key, or by the creator when no model made the work. */
  readonly signature?: Hex
  /** The work that `origin` names, and its record: it says which studio may authorize keys. */
  readonly model?: { readonly work: Preimage.Preimage; readonly record: string }
  readonly authorization?: Authorization
}

/** The canonical text of a proof. */
export function toText(proof: Proof): string {
  return canonicalize(proof) ?? ''
}

/** Reads a proof back. Only its form is checked here; every claim in it is checked against hashes and signatures. */
export function parse(text: string): Proof {
  try {
    return fromJson(JSON.parse(text))
  } catch (cause) {
    throw cause instanceof ParseError ? cause : new ParseError({ reason: 'it is not JSON of the expected form', cause })
  }
}

// Only known fields are taken over, so that nothing else of a stranger's file reaches a verdict.
function fromJson(value: Partial<Proof> | null): Proof {
  if (value?.version !== 1) throw new ParseError({ reason: 'its version is not 1' })
  const { signature, model, authorization } = value
  if (signature !== undefined && !/^0x([0-9a-f]{2}){1,4096}$/i.test(String(signature)))
    throw new ParseError({ reason: 'its signature is not hexadecimal' })
  if (model !== undefined && typeof model.record !== 'string')
    throw new ParseError({ reason: 'its model has no record' })
  return {
    version: 1,
    work: Preimage.from(value.work),
    ...(signature !== undefined && { signature }),
    ...(model !== undefined && { model: { work: Preimage.from(model.work), record: model.record } }),
    ...(authorization !== undefined && { authorization }),
  }
}

/** A proof has another form than expected. */
export class ParseError extends BaseError {
  override readonly name = 'Proof.ParseError'
  constructor({ reason, cause }: { reason: string; cause?: unknown }) {
    super(`The file's proof cannot be read: ${reason}.`, { cause })
  }
}
