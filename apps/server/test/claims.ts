import { ledgerAbi } from '@tributary/protocol'
import { batchCall, type Call, claimAllCalls, ledgerOf } from '@tributary/sdk'
import type { Plan } from '@tributary/sdk/wire'
import { type Address, decodeFunctionData, getAddress, type Hex } from 'viem'
import type { Services } from '../src/api/Services.ts'
import { receivedBy } from '../src/plans/planClaim.ts'
import { simulate } from '../src/plans/simulate.ts'

/** What a claim does: its calls of the ledger, and what arrives of it. */
export type Claim = { readonly calls: readonly Hex[]; readonly arrives: Plan['arrives'] }

/** Claims everything for an account, from every event that the ledger ever told: slow, and independent of the index. */
export async function claimFromEvents(services: Services, account: Address): Promise<Claim> {
  const { client } = services
  const rebuilt = await ledgerOf(client)
  const tokens = new Set([...rebuilt.ledger.books.entries.values()].map(({ token }) => getAddress(token)))
  const calls: Call[] = [...tokens].flatMap((token) => claimAllCalls(client, { token, account, rebuilt }))
  if (calls.length === 0) return { calls: [], arrives: [] }
  const done = await simulate(client, account, [{ ...batchCall(client, { calls }), title: 'Claim' }])
  const arrives = await receivedBy(
    services,
    account,
    done.flatMap(({ logs }) => logs),
  )
  return { calls: calls.map(({ data }) => data), arrives }
}

/** What the plan of a claim does. */
export function claimOfPlan({ calls, arrives }: Plan): Claim {
  return { calls: calls.flatMap(({ data }) => partsOf(data as Hex)), arrives }
}

function partsOf(data: Hex): readonly Hex[] {
  const { functionName, args } = decodeFunctionData({ abi: ledgerAbi, data })
  return functionName === 'batch' ? (args[0] as readonly Hex[]) : [data]
}
