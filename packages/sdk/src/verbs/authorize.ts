import { BaseError, Work, worksAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import { type Sent, send } from '../client/send.ts'
import { developmentChains } from '../client/wellKnownKeys.ts'

/** The latest time the contracts count to. */
const forEver = 2n ** 64n - 1n

/** Blocks are stamped when they are made; an authorization may not begin before its own. Unit: seconds. */
const margins = { development: 1n, public: 120n }

/** Lets a key speak for a model during a period, once ever; the client's account is the model's holder. */
export async function authorize(client: Client, parameters: authorize.Parameters): Promise<authorize.ReturnType> {
  const { model, key, until = forEver } = parameters
  const from = parameters.from ?? (await soon(client))
  if (from >= until) throw new EmptyPeriodError({ from, until })
  const args = [Work.toAbi(model), key, from, until] as const
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'authorize', args })
  return { ...(await send(client, { to: client.deployment.works, data, verb: 'authorize' })), from, until }
}

export declare namespace authorize {
  type Parameters = {
    readonly model: Work.Work
    readonly key: Address
    /** First second; as soon as possible by default. */
    readonly from?: bigint | undefined
    /** The second after the last; for ever by default. */
    readonly until?: bigint | undefined
  }
  type ReturnType = Sent & { readonly from: bigint; readonly until: bigint }
}

/** A chain that nobody uses stands still until its next block, which has the time of the clock. */
async function soon(client: Client): Promise<bigint> {
  const last = (await explained(client.public.getBlock(), client)).timestamp
  const clock = BigInt(Math.floor(Date.now() / 1000))
  const margin = developmentChains.includes(client.chainId) ? margins.development : margins.public
  return (last > clock ? last : clock) + margin
}

/** The period ends before it begins. */
export class EmptyPeriodError extends BaseError {
  override readonly name = 'authorize.EmptyPeriodError'
  constructor({ from, until }: { from: bigint; until: bigint }) {
    super(`The authorization begins at ${from} and ends at ${until}; it must end after it began.`)
  }
}
