import type { Call, Receipt, TypedData } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import {
  getTransactionCount,
  getTransactionReceipt,
  sendTransaction,
  signTypedData,
  waitForTransactionReceipt,
} from 'wagmi/actions'
import { BaseError } from '../BaseError.ts'
import { post } from '../data/index.ts'
import { connection } from '../wallet/actions.ts'
import { isRejection } from '../wallet/troubles.ts'
import { findSent } from './findSent.ts'
import { type Order, type Signing, type Step, withStep } from './Signing.ts'

type Change = (signing: Signing) => void

/** Does what is left of it, one step after another. Stops at the first trouble; called again, it goes on from there. */
export async function run(signing: Signing, onChange: Change): Promise<Signing> {
  let now = signing
  const change = (index: number, to: Partial<Step>) => {
    now = withStep(now, index, to)
    onChange(now)
  }
  for (const [index, step] of signing.steps.entries()) {
    if (step.state === 'done') continue
    await takeStep(signing.account, step, (to) => change(index, to))
  }
  return now
}

type Progress = (to: Partial<Step>) => void

async function takeStep(account: Address, step: Step, change: Progress): Promise<void> {
  const { action } = step
  if (action.type === 'call') return sendCall(account, step, action.call, change)
  if (action.type === 'order') return handIn(account, step, action.order, change)
  const signature = await asked(change, () => askSignature(account, action.message.data))
  change({ state: 'done', signature })
}

async function sendCall(account: Address, step: Step, call: Call, change: Progress): Promise<void> {
  const transaction = step.transaction ?? (await send(account, step, call, change))
  change({ state: 'sent', transaction })
  await settled(transaction)
  change({ state: 'done' })
}

/** Signs an order and hands it in; handed in twice, it is filled once. */
async function handIn(account: Address, step: Step, order: Order, change: Progress): Promise<void> {
  const signature = step.signature ?? (await asked(change, () => askSignature(account, order.typedData)))
  change({ state: 'sent', signature })
  const authorization = { ...(order.body.authorization as object), signature }
  const { transaction } = await post<Receipt>(order.post, { ...order.body, authorization })
  change({ state: 'done', transaction: transaction as Hex })
}

/**
 * Sends a call, unless an attempt that seemed to fail had sent it after all: a broken connection between wallet and
 * chain looks the same from here, and nothing may be paid twice.
 */
async function send(account: Address, step: Step, call: Call, change: Progress): Promise<Hex> {
  const { config, chain } = await connection()
  const nonce = await getTransactionCount(config, { address: account, blockTag: 'pending' })
  if (step.nonce !== undefined && nonce > step.nonce) {
    const sent = await findSent(config, account, step.nonce, call)
    if (sent) return sent
  }
  change({ nonce })
  return asked(change, () =>
    sendTransaction(config, {
      account,
      chainId: chain.id,
      to: call.to as Address,
      data: call.data as Hex,
      value: BigInt(call.value),
      // A wallet takes the least gas that does not fail; a batch would skip its parts at that.
      ...(call.gas !== undefined && { gas: BigInt(call.gas) }),
    }),
  )
}

/** Shows that the wallet is being asked. When it declines, nothing was sent; when its answer is lost, nobody knows. */
async function asked<answer>(change: Progress, ask: () => Promise<answer>): Promise<answer> {
  change({ state: 'asking' })
  try {
    return await ask()
  } catch (error) {
    change({ state: 'waiting', ...(isRejection(error) && { nonce: undefined }) })
    throw error
  }
}

async function askSignature(account: Address, { domain, types, primaryType, message }: TypedData): Promise<Hex> {
  const { config } = await connection()
  return signTypedData(config, { account, domain, types, primaryType, message } as never)
}

/** Waits until a block holds the transaction, and says so when it failed there. */
async function settled(hash: Hex): Promise<void> {
  const { config } = await connection()
  const known = await getTransactionReceipt(config, { hash }).catch(() => undefined)
  const { status } = known ?? (await waitForTransactionReceipt(config, { hash, timeout: 180_000 }))
  if (status === 'reverted') throw new RevertedError(hash)
}

/** The chain took the transaction and undid it. */
export class RevertedError extends BaseError {
  override readonly name = 'signing.RevertedError'
  readonly transaction: Hex

  constructor(transaction: Hex) {
    super(`The chain refused transaction ${transaction}.`, {
      hint: 'Only its fee was spent. What it relied on has changed since: close this and begin again.',
    })
    this.transaction = transaction
  }
}
