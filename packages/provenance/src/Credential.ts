import { equals } from 'multiformats/bytes'
import type { Hex } from 'viem'
import { BaseError } from './BaseError.ts'
import { sha256Of } from './Cid.ts'
import * as Container from './Container.ts'
import * as Cose from './c2pa/Cose.ts'
import { type Library, settings } from './c2pa/Library.ts'
import * as manifest from './c2pa/manifest.ts'
import * as SyncBlob from './c2pa/SyncBlob.ts'
import type { Proof } from './Proof.ts'
import type { Record } from './Record.ts'

export { load } from './c2pa/Library.ts'
export { type Problem, type Reading, type Validator, validator } from './c2pa/read.ts'
export type { Library, Signer }

type Signer = Cose.Signer

/** What is put into a file and signed with it. */
export type Draft = {
  /** The unsigned file, whose hash the record names. */
  readonly bytes: Uint8Array
  readonly record: Record
  /** What proves the work; without it the file carries its record alone. */
  readonly proof?: Proof
  /** Works that it was made from. Their own credentials are kept inside. */
  readonly ingredients?: readonly Ingredient[]
  /** Whether others may train models on it; `notAllowed` unless said otherwise. */
  readonly training?: 'allowed' | 'notAllowed'
}

/** A work that another one was made from. */
export type Ingredient = {
  readonly title: string
  readonly mediaType: string
  /** The file, when there is one to show; a model is named without it. */
  readonly bytes?: Uint8Array
  /** `parentOf` for the file that was opened and changed, of which there is at most one; else `inputTo`. */
  readonly relationship: 'parentOf' | 'inputTo'
}

/**
 * Signs a file: a C2PA manifest with how it was made, its record and its proof goes into the file itself.
 *
 * @example
 * ```ts
 * import { Certificate, Credential } from '@tributary/provenance'
 *
 * const library = await Credential.load(wasm)
 * const signed = await Credential.sign(library, { bytes, record, proof }, Certificate.signer([leaf, root], privateKey))
 * ```
 */
export async function sign(library: Library, draft: Draft, signer: Signer): Promise<Uint8Array<ArrayBuffer>> {
  const { mediaType, sha256 } = draft.record.tributary.content
  if (!Container.isSignable(mediaType)) throw new UnsignableError({ mediaType })
  const found = await sha256Of(draft.bytes)
  if (found !== sha256) throw new WrongContentError({ sha256, found })
  const size = Cose.reserve(signer)
  const builder = library.Builder.fromJson(JSON.stringify(manifest.definition(draft)), settings([]))
  try {
    await manifest.fill(builder, draft)
    const definition = { alg: 'es256', reserveSize: size, sign: (claim: Uint8Array) => Cose.sign1(claim, signer, size) }
    const signed = await builder.sign(definition, [], mediaType, SyncBlob.from(draft.bytes, mediaType))
    return requireRecoverable(signed as Uint8Array<ArrayBuffer>, draft.bytes, mediaType)
  } catch (cause) {
    // The library throws plain text.
    throw typeof cause === 'string' ? new SignError({ reason: cause }) : cause
  } finally {
    builder.free()
  }
}

// Verification takes the credential out again and hashes the rest, so signing may not have changed anything else.
function requireRecoverable<T extends Uint8Array>(signed: T, unsigned: Uint8Array, mediaType: Container.Signable): T {
  const { unsigned: recovered, damage } = Container.split(signed, mediaType)
  if (damage !== undefined || !equals(recovered, unsigned)) throw new NotUnsignedError({ mediaType })
  return signed
}

/** Files of this kind cannot carry a credential. */
export class UnsignableError extends BaseError {
  override readonly name = 'Credential.UnsignableError'
  constructor({ mediaType }: { mediaType: string }) {
    super(`A file of type "${mediaType}" cannot carry a content credential.`, {
      hint: 'PNG, JPEG, WebP, SVG and WAV can. Others are recognized by their content in the store.',
    })
  }
}

/** The record names another file than the one to be signed. */
export class WrongContentError extends BaseError {
  override readonly name = 'Credential.WrongContentError'
  constructor({ sha256, found }: { sha256: Hex; found: Hex }) {
    super(`The file to be signed has the SHA-256 ${found}; its record names ${sha256}.`, {
      hint: 'Sign the unsigned file: without its old credential, as `Container.split` gives it.',
    })
  }
}

/** The file to be signed cannot be recovered from the signed one. */
export class NotUnsignedError extends BaseError {
  override readonly name = 'Credential.NotUnsignedError'
  constructor({ mediaType }: { mediaType: string }) {
    super(`The ${mediaType} file cannot be recovered from its signed copy.`, {
      hint: 'Its structure is unusual, or it still has a credential; write it anew with a common encoder.',
    })
  }
}

/** The C2PA library refused to sign, or found that what it had signed does not hold. */
export class SignError extends BaseError {
  override readonly name = 'Credential.SignError'
  constructor({ reason }: { reason: string }) {
    const failures = /failure: \[(.*)\]/s.exec(reason)?.[1] ?? ''
    const codes = [...failures.matchAll(/code: "([^"]+)"/g)].map(([, code]) => code)
    super(`The file could not be signed: ${codes.join(', ') || reason.slice(0, 500)}.`, {
      hint: 'Check that the certificate is valid today and that the private key belongs to it.',
    })
  }
}
