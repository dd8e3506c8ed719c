import { type Client, explained, InsufficientBalanceError } from '@tributary/sdk'
import { type Address, encodeFunctionData, erc20Abi } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Step } from './Intent.ts'
import { simulate } from './simulate.ts'

export type Spending = {
  readonly account: Address
  readonly token: Address
  readonly spender: Address
  /** Unit: token-wei. */
  readonly amount: bigint
}

/** The approvals that a payment still needs: none, one of the amount exactly, or two for tokens that want a zero first. */
export async function approvalsFor(client: Client, spending: Spending): Promise<Step[]> {
  const { account, token, spender, amount } = spending
  const read = { abi: erc20Abi, address: token } as const
  const [balance, allowance] = await explained(
    Promise.all([
      client.public.readContract({ ...read, functionName: 'balanceOf', args: [account] }),
      client.public.readContract({ ...read, functionName: 'allowance', args: [account, spender] }),
    ]),
    client,
  )
  if (balance < amount) throw tooLittle(spending, balance)
  if (allowance >= amount) return []
  const approval = approve(spending, amount)
  if (allowance === 0n) return [approval]
  const isTaken = await simulate(client, account, [approval]).then(
    () => true,
    () => false,
  )
  return isTaken ? [approval] : [approve(spending, 0n), approval]
}

function approve({ token, spender }: Spending, amount: bigint): Step {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  const title = amount === 0n ? 'Take back the allowance of before' : 'Allow exactly this amount to be moved'
  return { title, to: token, data, verb: 'approve' }
}

/** The account holds less than it wants to spend. */
export function tooLittle({ account: owner, token, amount }: Spending, balance: bigint): RefusedError {
  const cause = new InsufficientBalanceError({ owner, token, balance, amount })
  const [detail] = cause.message.split('\nHint: ')
  return new RefusedError({ status: 409, title: 'Too little money', detail, hint: cause.hint, cause })
}
