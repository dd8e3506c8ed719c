import { ledgerAbi } from '@tributary/protocol'
import { type Address, type Hex, parseEventLogs } from 'viem'
import { RevertedError } from '../client/Reverted.ts'
import type { Sent } from '../client/send.ts'

/** What a transaction moved inside the ledger and out of it, in token-wei. */
export type Moves = Sent & {
  readonly lifted: readonly { readonly from: Hex; readonly to: Hex; readonly token: Address; readonly amount: bigint }[]
  readonly paid: readonly {
    readonly account: Address
    readonly to: Address
    readonly token: Address
    readonly amount: bigint
  }[]
  /** What could not be done, and why. */
  readonly skipped: readonly { readonly index: number; readonly reason: RevertedError }[]
}

/** Reads the moves from a receipt. */
export function movesOf(sent: Sent): Moves {
  const events = parseEventLogs({ abi: ledgerAbi, logs: sent.receipt.logs })
  return {
    ...sent,
    lifted: events.flatMap((event) => {
      if (event.eventName !== 'Distributed') return []
      const { from, to, token, amount } = event.args
      return [{ from, to, token, amount }]
    }),
    paid: events.flatMap((event) => {
      if (event.eventName === 'Claimed') return [pick(event.args, event.args.account)]
      return event.eventName === 'Collected' ? [pick(event.args, event.args.holder)] : []
    }),
    skipped: events.flatMap((event) => {
      if (event.eventName !== 'Skipped') return []
      return [{ index: Number(event.args.index), reason: RevertedError.from(event.args.reason) }]
    }),
  }
}

type Payout = { readonly to: Address; readonly token: Address; readonly amount: bigint }

function pick({ to, token, amount }: Payout, account: Address): Payout & { readonly account: Address } {
  return { account, to, token, amount }
}
