import { type Client, explained, RevertedError } from '@tributary/sdk'
import { type Address, type Hex, hexToBigInt, type Log, numberToHex, type RpcLog } from 'viem'
import { formatLog } from 'viem/utils'
import { RefusedError } from '../api/problems.ts'
import type { Step } from './Intent.ts'

/** What a call did in a simulation. */
export type Simulated = { readonly gas: bigint; readonly logs: readonly Log[] }

type Answer = {
  readonly status: Hex
  readonly gasUsed: Hex
  readonly returnData: Hex
  readonly logs?: readonly RpcLog[]
  readonly error?: { readonly message?: string; readonly data?: Hex }
}

/**
 * What calls of an account would do now, one after the other, without sending any: a purchase sees the approval before
 * it. Throws what the contract says when it would refuse.
 */
export async function simulate(client: Client, account: Address, steps: readonly Step[]): Promise<Simulated[]> {
  const calls = steps.map(({ to, data, value = 0n }) => ({ from: account, to, data, value: numberToHex(value) }))
  const answers = await ask(client, calls)
  return answers.map((answer, index) => read(answer, steps[index]!))
}

async function ask(client: Client, calls: readonly object[]): Promise<readonly Answer[]> {
  const request = { method: 'eth_simulateV1', params: [{ blockStateCalls: [{ calls }] }, 'latest'] }
  // viem knows the method but not the answer as nodes give it: `data` of an error stands beside its message.
  const blocks = await explained(client.public.request(request as never) as Promise<unknown>, client)
  return (blocks as readonly { readonly calls: readonly Answer[] }[]).flatMap(({ calls: answers }) => answers)
}

function read({ status, gasUsed, logs = [], error, returnData }: Answer, { title }: Step): Simulated {
  if (status === '0x1') return { gas: hexToBigInt(gasUsed), logs: logs.map((log) => formatLog(log)) }
  const data = error?.data ?? returnData
  throw refusalOf(title, data === '0x' ? undefined : RevertedError.from(data))
}

/** The refusal of a contract, as a problem for whoever wanted the call. */
export function refusalOf(title: string, reason: RevertedError | undefined): RefusedError {
  const [detail] = (reason?.message ?? `The contract refuses "${title}" without a reason.`).split('\nHint: ')
  return new RefusedError({
    status: 409,
    title: 'The chain would refuse it',
    detail,
    hint: reason?.hint,
    cause: reason,
  })
}
