import { BaseError, Work, worksAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** The latest time the contracts count to. */
const forEver = 2n ** 64n - 1n

/** A chain's clock moves between a simulation and its block; an authorization may not begin in the past. */
const margin = 2n

/** Lets a key speak for a model during a period; the client's account is the model's holder. */
export async function authorize(client: Client, parameters: authorize.Parameters): Promise<authorize.ReturnType> {
  const { model, key, until = forEver } = parameters
  const now = (await explained(client.public.getBlock(), client)).timestamp
  const from = parameters.from ?? now + margin
  if (from >= until) throw new EmptyPeriodError({ from, until })
  const args = [Work.toAbi(model), key, from, until] as const
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'authorize', args })
  return { ...(await send(client, { to: client.deployment.works, data, verb: 'authorize' }, parameters)), from, until }
}

export declare namespace authorize {
  type Parameters = {
    readonly model: Work.Work
    readonly key: Address
    /** First second; as soon as possible by default. */
    readonly from?: bigint | undefined
    /** The second after the last; for ever by default. */
    readonly until?: bigint | undefined
  } & Once
  type ReturnType = Sent & { readonly from: bigint; readonly until: bigint }
}

/** The period ends before it begins. */
export class EmptyPeriodError extends BaseError {
  override readonly name = 'authorize.EmptyPeriodError'
  constructor({ from, until }: { from: bigint; until: bigint }) {
    super(`The authorization begins at ${from} and ends at ${until}; it must end after it began.`)
  }
}
