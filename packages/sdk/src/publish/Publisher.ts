import { BaseError, type Work } from '@tributary/protocol'
import type { Authority, Credential, Store } from '@tributary/provenance'
import type { Address, Hex, LocalAccount } from 'viem'
import { accountOf, type Client, storeOf } from '../client/Client.ts'
import type * as Journal from '../journal/Journal.ts'
import { signOutput } from '../verbs/signOutput.ts'

/** Who makes a work. Its key may be anywhere: in a home, or in the wallet of somebody's browser. */
export type Creator = {
  readonly address: Address
  /** The creator's word for a work that no model made: `Output(id)`, see `outputMessage`. */
  readonly sign: (work: Work.Work) => Promise<Hex>
}

/** A studio that publishes: its account on the chain, its store and journal, and the keys by which it speaks. */
export type Publisher = {
  /** It must have a store and a journal; its account is the creator of what is published, unless another one is named. */
  readonly client: Client
  /** Whose works they are, when it is not the client's account. */
  readonly creator?: Creator | undefined
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
  readonly creator: Creator
  readonly store: Store.Store
  readonly journal: Journal.Journal
}

/** Throws unless creator, store and journal are there. */
export function deskOf({ client, creator }: Publisher): Desk {
  if (client.journal === undefined) throw new NoJournalError()
  return {
    client,
    creator: creator ?? withKey(accountOf(client, 'publish')),
    store: storeOf(client, 'publish'),
    journal: client.journal,
  }
}

function withKey(account: LocalAccount): Creator {
  return { address: account.address, sign: (work) => signOutput(account, work) }
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
