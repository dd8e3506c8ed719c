import { ed25519 } from '@noble/curves/ed25519.js'
import type { Address, Hex } from 'viem'
import * as DataIntegrity from './DataIntegrity.ts'
import * as Did from './Did.ts'
import { fromIso, type Seconds, toIso } from './Time.ts'

/** The studio's word, as a verifiable credential (VC 2.0): this key may sign for this model. */
export type Authorization = {
  readonly '@context': readonly unknown[]
  readonly type: readonly string[]
  /** DID of the studio. */
  readonly issuer: string
  readonly validFrom: string
  readonly validUntil: string
  /** The key as did:pkh, and the work id of the model. */
  readonly credentialSubject: { readonly id: string; readonly signsFor: string }
  readonly proof: DataIntegrity.Proof
}

/** An issuer: a DID and the ed25519 key by which it speaks. */
export type Issuer = { readonly did: string; readonly verificationMethod: string; readonly sign: DataIntegrity.Sign }

/** What an authorization grants. */
export type Grant = {
  readonly model: Hex
  readonly key: Address
  readonly chainId: number
  readonly from: Seconds
  readonly until: Seconds
}

/** The issuer of a did:key made from an ed25519 secret key of 32 bytes, or one that speaks for `did`. */
export function issuer(secret: Uint8Array, did?: string): Issuer {
  const key = Did.fromKey({ algorithm: 'ed25519', bytes: ed25519.getPublicKey(secret) })
  const multikey = key.slice('did:key:'.length)
  const speaker = did ?? key
  return { did: speaker, verificationMethod: `${speaker}#${multikey}`, sign: (bytes) => ed25519.sign(bytes, secret) }
}

/**
 * The studio's credential that a key may sign for a model.
 *
 * @example
 * ```ts
 * import { Authority } from '@tributary/provenance'
 *
 * const studio = Authority.issuer(secret)
 * const authorization = await Authority.issue({ model, key, chainId: 1, from, until }, { issuer: studio, time })
 * ```
 */
export async function issue(grant: Grant, options: { issuer: Issuer; time: Seconds }): Promise<Authorization> {
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2', { '@vocab': 'urn:tributary:terms#' }],
    type: ['VerifiableCredential', 'ModelKeyAuthorization'],
    issuer: options.issuer.did,
    validFrom: toIso(grant.from),
    validUntil: toIso(grant.until),
    credentialSubject: { id: Did.fromAccount(grant.chainId, grant.key), signsFor: subjectOf(grant.model) },
  }
  const { verificationMethod, sign } = options.issuer
  return DataIntegrity.secure(credential, { verificationMethod, created: options.time, sign })
}

/**
 * Why the authorization does not cover this signature, or `undefined` if it does.
 *
 * @param authorization What the file carries; of any form.
 * @param wanted The grant that is needed, at which time, from which studio.
 */
export async function flaw(
  authorization: unknown,
  wanted: { model: Hex; key: Address; chainId: number; time: Seconds; studio: string },
  resolve: (did: string) => Promise<Did.Document>,
): Promise<string | undefined> {
  if (!isAuthorization(authorization)) return 'it is not a ModelKeyAuthorization'
  const { issuer: studio, validFrom, validUntil, credentialSubject } = authorization
  const [from, until] = [fromIso(validFrom), fromIso(validUntil)]
  if (studio !== wanted.studio) return `it is issued by ${studio}, but the model's studio is ${wanted.studio}`
  if (credentialSubject.signsFor !== subjectOf(wanted.model)) return 'it is for another model'
  if (credentialSubject.id !== Did.fromAccount(wanted.chainId, wanted.key)) return `it is for ${credentialSubject.id}`
  if (from === undefined || until === undefined || wanted.time < from || wanted.time >= until)
    return `it holds from ${validFrom} until ${validUntil}, the signature is of ${toIso(wanted.time)}`
  return DataIntegrity.flaw(authorization, await resolve(studio))
}

function subjectOf(model: Hex): string {
  return `urn:tributary:work:${model}`
}

function isAuthorization(value: unknown): value is Authorization {
  const found = value as Partial<Authorization> | null
  return (
    typeof found === 'object' &&
    found !== null &&
    Array.isArray(found.type) &&
    found.type.includes('VerifiableCredential') &&
    found.type.includes('ModelKeyAuthorization') &&
    [found.issuer, found.validFrom, found.validUntil].every((field) => typeof field === 'string') &&
    typeof found.credentialSubject === 'object' &&
    typeof found.proof === 'object' &&
    found.credentialSubject !== null &&
    found.proof !== null
  )
}
