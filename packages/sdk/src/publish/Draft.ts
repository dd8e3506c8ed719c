import type { Flow, Tree } from '@tributary/protocol'
import type { Authority, Credential, Record } from '@tributary/provenance'
import type { Hex, LocalAccount } from 'viem'
import type * as Journal from '../journal/Journal.ts'

/** A file that is to become a work, or to go with one. */
export type File = {
  readonly bytes: Uint8Array
  /** For example `image/png`. */
  readonly mediaType: string
  readonly name?: string | undefined
}

/** The unsigned file that a record names, and the picture in it if it is one. */
export type Content = File & { readonly pixels?: Record.Pixels | undefined }

/** The model that made an output, and the key that signs for it. */
export type Origin = {
  /** Id of the model. */
  readonly model: Hex
  readonly key: LocalAccount
  /** The studio's word that the key may sign. */
  readonly authorization?: Authority.Authorization | undefined
}

/** What a studio may say about any work. */
export type Terms = {
  readonly description?: string | undefined
  /** ERC-2981 rate, in parts per million; 5 % by default. */
  readonly resale?: number | undefined
  /** Account of an arbiter at home; none by default. */
  readonly arbiter?: bigint | undefined
  /** The text of the license under which the work stands. */
  readonly license?: { readonly name: string; readonly text: string } | undefined
  /** Files that go with the work without being it. */
  readonly attachments?: readonly File[] | undefined
  /** Whether others may train models on it, as its content credential says. */
  readonly training?: 'allowed' | 'notAllowed' | undefined
  /** Tells works apart that are equal in everything else. */
  readonly edition?: number | undefined
}

/** Everything that a work is to be. */
export type Draft = Terms & {
  readonly kind: Record.Kind
  readonly name: string
  /** What the content follows from; equal drafts are one work, whoever tries to publish them again. */
  readonly identity: Journal.Input
  /** Makes the content; called once, unless a crash comes before the content is kept. */
  readonly content: () => Promise<Content>
  readonly recipe?: Record.Recipe | undefined
  readonly parents?: readonly Hex[] | undefined
  readonly dataset?: Hex | undefined
  /** The contribution tree of the work itself. */
  readonly contributions?: Hex | undefined
  /** SHA-256 of the record that this one refines. */
  readonly previous?: Hex | undefined
  readonly flows: readonly Flow.Flow[]
  /** The trees that flows lead to. */
  readonly trees?: readonly Tree.Tree[] | undefined
  readonly origin?: Origin | undefined
  /** Works it was made from, for its content credential. */
  readonly ingredients?: (() => Promise<readonly Credential.Ingredient[]>) | undefined
}

/** What the id of a draft's job follows from. */
export function identityOf(draft: Draft, creator: bigint, home: bigint): Journal.Input {
  const { kind, name, description, identity, parents, dataset, previous, flows, origin } = draft
  const { resale, arbiter, license, edition } = draft
  const work = { creator, home, resale, arbiter, origin: origin?.model }
  return { ...work, kind, name, description, identity, parents, dataset, previous, license, edition, flows: [...flows] }
}
