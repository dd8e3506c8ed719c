import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base58 } from '@scure/base'
import canonicalize from 'canonicalize'
import type { Document } from './Did.ts'
import * as Multikey from './Multikey.ts'
import { type Seconds, toIso } from './Time.ts'

/** Signs bytes with an ed25519 key; the key may live elsewhere. */
export type Sign = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** A W3C Data Integrity proof of the suite eddsa-jcs-2022. */
export type Proof = {
  readonly '@context'?: unknown
  readonly type: 'DataIntegrityProof'
  readonly cryptosuite: 'eddsa-jcs-2022'
  readonly created: string
  readonly verificationMethod: string
  readonly proofPurpose: 'assertionMethod'
  readonly proofValue: string
}

/** A JSON-LD document that may be secured. */
export type Unsecured = { readonly '@context': unknown }

/**
 * The document with a proof over its canonical form.
 *
 * - Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3 (eddsa-jcs-2022).
 */
export async function secure<T extends Unsecured>(
  document: T,
  options: { verificationMethod: string; created: Seconds; sign: Sign },
): Promise<T & { proof: Proof }> {
  const configuration = {
    '@context': document['@context'],
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: toIso(options.created),
    verificationMethod: options.verificationMethod,
    proofPurpose: 'assertionMethod',
  } as const
  const signature = await options.sign(hash(document, configuration))
  return { ...document, proof: { ...configuration, proofValue: `z${base58.encode(signature)}` } }
}

/** Why the proof does not hold under the keys of this DID document, or `undefined` if it holds. */
export function flaw(secured: Unsecured & { readonly proof: Proof }, signer: Document): string | undefined {
  const { proof, ...document } = secured
  const { proofValue, ...configuration } = proof
  if (proof.type !== 'DataIntegrityProof' || proof.cryptosuite !== 'eddsa-jcs-2022')
    return 'the proof is of another suite'
  if (proof.proofPurpose !== 'assertionMethod') return 'the proof serves another purpose'
  if (canonicalize(proof['@context']) !== canonicalize(document['@context']))
    return 'proof and document differ in @context'
  const method = signer.verificationMethod.find(({ id }) => id === proof.verificationMethod)
  if (!method?.publicKeyMultibase || !signer.assertionMethod.includes(method.id))
    return `${signer.id} does not list ${proof.verificationMethod} for assertions`
  return holds(proofValue, hash(document, configuration), method.publicKeyMultibase)
    ? undefined
    : 'the signature is wrong'
}

// The suite signs SHA-256(canonical proof options) || SHA-256(canonical document), in this order.
function hash(document: object, configuration: object): Uint8Array {
  const digests = [configuration, document].map((part) => sha256(new TextEncoder().encode(canonicalize(part))))
  return Uint8Array.from(digests.flatMap((digest) => [...digest]))
}

function holds(proofValue: unknown, message: Uint8Array, multikey: string): boolean {
  try {
    const key = Multikey.decode(multikey)
    if (key.algorithm !== 'ed25519' || typeof proofValue !== 'string' || !proofValue.startsWith('z')) return false
    return ed25519.verify(base58.decode(proofValue.slice(1)), message, key.bytes)
  } catch {
    return false
  }
}
