import type { Work } from '@tributary/protocol'
import type { DraftInput, DraftQuote, Flow, Kind, Picture } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'

/** What a part of a draft became so far. */
export type DraftedWork = {
  readonly kind: Kind
  readonly name: string
  readonly picture?: Picture | undefined
  readonly flows: readonly Flow[]
  readonly quote: DraftQuote
  /** Known as soon as it is composed. */
  readonly id?: Hex | undefined
  readonly terms?: Work.JsonWork | undefined
  /** Whether its signature is there: the model's, or the creator's. */
  readonly signed: boolean
}

/** A draft as the table has it; bigints come as text. */
export type DraftRow = {
  readonly id: string
  readonly creator: Address
  readonly state: 'preparing' | 'unsigned' | 'ready' | 'published' | 'failed'
  readonly input: DraftInput
  readonly works: readonly DraftedWork[]
  readonly signatures: Readonly<Record<Hex, Hex>>
  readonly job: string | null
  readonly created: string
  readonly block: string
}
