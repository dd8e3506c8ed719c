import type { Address, Hex } from 'viem'
import type { Validator } from './Credential.ts'
import type { Document } from './Did.ts'
import type { Preimage, WorkId } from './Preimage.ts'
import type { Pixels, Recipe } from './Record.ts'
import type { Attestation, Store } from './Store.ts'
import type { Seconds } from './Time.ts'

/** What `verify` may ask of the world. Only the first two are needed; each of the others allows one more check. */
export type Ports = {
  /** The loaded C2PA validator, with the roots that it trusts. */
  readonly validator: Validator
  readonly workId: WorkId
  /** Recognizes files without a credential, and knows license texts. */
  readonly store?: Pick<Store, 'get' | 'entry' | 'find'>
  /** Decodes a picture; `undefined` if it is none. */
  readonly decode?: (bytes: Uint8Array, mediaType: string) => Promise<Pixels | undefined>
  /** Renders a recipe again; `undefined` if this machine has no engine or model for it. */
  readonly render?: (recipe: Recipe) => Promise<Pixels | undefined>
  /** What the work's home chain says; `undefined` if that chain is not connected. */
  readonly chain?: (question: ChainQuestion) => Promise<ChainAnswer | undefined>
  /** Resolves a DID that does not carry its own keys (did:web). */
  readonly resolve?: (did: string) => Promise<Document>
}

/** What is asked of the chain about a work. */
export type ChainQuestion = {
  readonly id: Hex
  readonly work: Preimage
  readonly attestation?: Attestation
  readonly key?: Address
}

/** What the chain says about a work. */
export type ChainAnswer = {
  /** Whether `Works` holds the signature for authentic; `undefined` for works without origin. */
  readonly authentic?: boolean
  readonly minted: boolean
  readonly holder?: Address
  /** The time proven by an anchor or by the mint. Unit: seconds since 1970. */
  readonly provenAt?: Seconds
}
