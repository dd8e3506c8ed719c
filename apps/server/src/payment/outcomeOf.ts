import { checkoutsAbi } from '@tributary/protocol'
import { explained } from '@tributary/sdk'
import { type Hex, numberToHex } from 'viem'
import type { Door } from './Door.ts'
import type { PaymentId } from './Payments.ts'

/** What the chain says became of a payment at its checkout. */
export type Outcome =
  | { readonly state: 'settled'; readonly license: Hex; readonly transaction: Hex; readonly time: number }
  | { readonly state: 'refunded'; readonly transaction: Hex }

/** Asks the chain what became of a payment; undefined while it was neither settled nor sent back. */
export async function outcomeOf(door: Door, id: PaymentId & { block: bigint }): Promise<Outcome | undefined> {
  const { relayer } = door
  const { checkout, payer, nonce, block } = id
  const address = relayer.deployment.checkouts
  const question = { abi: checkoutsAbi, address, functionName: 'isDone', args: [checkout, payer, nonce] } as const
  if (!(await explained(relayer.public.readContract(question), relayer))) return undefined
  const args = { checkout, payer, nonce }
  const search = { address, fromBlock: block, toBlock: 'latest', args, strict: true } as const
  const [settled, refunded] = await explained(
    Promise.all([
      relayer.public.getContractEvents({ ...search, abi: checkoutsAbi, eventName: 'Settled' }),
      relayer.public.getContractEvents({ ...search, abi: checkoutsAbi, eventName: 'Refunded' }),
    ]),
    relayer,
  )
  if (refunded[0]) return { state: 'refunded', transaction: refunded[0].transactionHash }
  const found = settled[0]
  if (found === undefined) return undefined
  const { timestamp } = await explained(relayer.public.getBlock({ blockNumber: found.blockNumber }), relayer)
  return {
    state: 'settled',
    license: licenseId(found.args.license),
    transaction: found.transactionHash,
    time: Number(timestamp),
  }
}

/** A license's number as 32 bytes of hex, as the index writes it. */
export function licenseId(license: bigint): Hex {
  return numberToHex(license, { size: 32 })
}
