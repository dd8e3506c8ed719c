import { BaseError } from '@tributary/protocol'
import { type Address, encodeFunctionData, erc20Abi } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import { isReverted } from '../client/Reverted.ts'
import { type Sent, send } from '../client/send.ts'

/**
 * Lets a contract move an amount of the client's tokens, unless it may already. Throws when the account holds less.
 *
 * Tokens such as USDT change an allowance only from zero; those get two transactions.
 */
export async function approve(client: Client, parameters: approve.Parameters): Promise<Sent | undefined> {
  const { token, spender, amount } = parameters
  const owner = accountOf(client, 'approve').address
  const read = { abi: erc20Abi, address: token } as const
  const balance = await explained(
    client.public.readContract({ ...read, functionName: 'balanceOf', args: [owner] }),
    client,
  )
  const question = { ...read, functionName: 'allowance', args: [owner, spender] } as const
  const allowance = await explained(client.public.readContract(question), client)
  if (balance < amount) throw new InsufficientBalanceError({ owner, token, balance, amount })
  if (allowance >= amount) return undefined
  try {
    return await allow(client, parameters, amount)
  } catch (error) {
    if (allowance === 0n || !isReverted(error, 'unknown')) throw error
    await allow(client, parameters, 0n)
    return allow(client, parameters, amount)
  }
}

export declare namespace approve {
  type Parameters = {
    readonly token: Address
    readonly spender: Address
    /** Unit: token-wei. */
    readonly amount: bigint
  }
  type ErrorType = InsufficientBalanceError
}

function allow(client: Client, { token, spender }: approve.Parameters, amount: bigint): Promise<Sent> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  return send(client, { to: token, data, verb: 'approve' })
}

/** The account holds less than it wants to pay. */
export class InsufficientBalanceError extends BaseError {
  override readonly name = 'approve.InsufficientBalanceError'
  readonly retry = false
  readonly balance: bigint
  constructor({ owner, token, balance, amount }: { owner: Address; token: Address; balance: bigint; amount: bigint }) {
    super(`${owner} holds ${balance} of token ${token}; ${amount} is needed.`, {
      hint: `Send it ${amount - balance} more token-wei, or pay less.`,
    })
    this.balance = balance
  }
}
