import { checkoutsAbi, ledgerAbi, licensesAbi, royaltyReceiversAbi, worksAbi } from '@tributary/protocol'
import { type Abi, type ContractEventName, type Log, type ParseEventLogsReturnType, parseEventLogs } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained, RefusedError } from '../client/explain.ts'

type Strict<abi extends Abi> = ParseEventLogsReturnType<abi, ContractEventName<abi>, true>

/** Everything the ledger said, in the order of the chain. */
export type LedgerEvent = Strict<typeof ledgerAbi>[number]

type WorksEvent = Strict<typeof worksAbi>[number]

type LicensesEvent = Strict<typeof licensesAbi>[number]

type CheckoutsEvent = Strict<typeof checkoutsAbi>[number]

type RoyaltiesEvent = Strict<typeof royaltyReceiversAbi>[number]

/** What the contracts said up to a block, read from the chain alone. */
export type Events = {
  /** The last block that was read; statements read storage at this block. */
  readonly block: bigint
  readonly ledger: readonly LedgerEvent[]
  readonly works: readonly WorksEvent[]
  readonly licenses: readonly LicensesEvent[]
  readonly checkouts: readonly CheckoutsEvent[]
  readonly royalties: readonly RoyaltiesEvent[]
}

/**
 * Reads every event of the contracts.
 *
 * - `since`: the first block that matters; the contracts' own first block saves time on long chains. 0 by default.
 * - `until`: the last block to read; the newest by default.
 */
export async function readEvents(client: Client, parameters: readEvents.Parameters = {}): Promise<Events> {
  const { since = 0n, until } = parameters
  const block = until ?? (await explained(client.public.getBlockNumber(), client))
  const { ledger, works, licenses, checkouts, royaltyReceivers } = client.deployment
  const logs = await logsBetween(client, since, block)
  const of = (address: string): Log[] => logs.filter((log) => log.address.toLowerCase() === address.toLowerCase())
  return {
    block,
    ledger: parse(ledgerAbi, of(ledger)),
    works: parse(worksAbi, of(works)),
    licenses: parse(licensesAbi, of(licenses)),
    checkouts: parse(checkoutsAbi, of(checkouts)),
    royalties: parse(royaltyReceiversAbi, of(royaltyReceivers)),
  }
}

export declare namespace readEvents {
  type Parameters = { readonly since?: bigint | undefined; readonly until?: bigint | undefined }
}

function parse<const abi extends Abi>(abi: abi, logs: Log[]): Strict<abi> {
  return parseEventLogs({ abi, logs }) as Strict<abi>
}

/** Nodes limit the answer, each in its own way: a refused range is halved until it passes. */
async function logsBetween(client: Client, fromBlock: bigint, toBlock: bigint): Promise<Log[]> {
  const { ledger, works, licenses, checkouts, royaltyReceivers } = client.deployment
  const address = [ledger, works, licenses, checkouts, royaltyReceivers]
  try {
    return await explained(client.public.getLogs({ address, fromBlock, toBlock }), client)
  } catch (error) {
    if (!(error instanceof RefusedError) || fromBlock >= toBlock) throw error
    const middle = (fromBlock + toBlock) / 2n
    return [...(await logsBetween(client, fromBlock, middle)), ...(await logsBetween(client, middle + 1n, toBlock))]
  }
}
