import { BaseError } from '@tributary/protocol'
import type { Authority, Credential, Store } from '@tributary/provenance'
import type { LocalAccount } from 'viem'
import { accountOf, type Client, storeOf } from '../client/Client.ts'
import type * as Journal from '../journal/Journal.ts'

/** A studio that publishes: its account on the chain, its store and journal, and the keys by which it speaks. */
export type Publisher = {
  /** Its account is the creator of what is published; it must have a store and a journal. */
  readonly client: Client
  /** Speaks for the studio: records name its DID, and it says which keys may sign for a model. */
  readonly issuer: Authority.Issuer
  /** Signs content credentials into files; without it files carry none. */
  readonly credentials?: { readonly library: Credential.Library; readonly signer: Credential.Signer } | undefined
  /** Who is named as the tools in records: `{ "tributary": "0.1.0" }`. */
  readonly tools?: Readonly<Record<string, string>> | undefined
}

/** The parts of a publisher that every step needs. */
export type Desk = {
  readonly client: Client
  readonly account: LocalAccount
  readonly store: Store.Store
  readonly journal: Journal.Journal
}

/** Throws unless account, store and journal are there. */
export function deskOf({ client }: Publisher): Desk {
  if (client.journal === undefined) throw new NoJournalError()
  return {
    client,
    account: accountOf(client, 'publish'),
    store: storeOf(client, 'publish'),
    journal: client.journal,
  }
}

/** Publishing without a journal could give one work two ids. */
export class NoJournalError extends BaseError {
  override readonly name = 'Publisher.NoJournalError'
  readonly retry = false
  constructor() {
    super('Publishing needs a journal, but the client has none.', {
      hint: 'Pass `journal` to connect(); Journal.memory() for programs that publish once and end.',
    })
  }
}
