import { ledgerAbi, licensesAbi, worksAbi } from '@tributary/protocol'
import { type Client, explained, type Rebuilt, RevertedError } from '@tributary/sdk'
import { type Address, type Hex, hexToBigInt } from 'viem'
import { type Facts, read } from './Facts.ts'

/** How many questions wait for an answer at a time; the client sends a hundred in one request. */
const together = 500

/** What the contracts hold, of all those facts that they hold themselves, at the block up to which events were read. */
export async function factsOfStorage(client: Client, rebuilt: Rebuilt, keys: Iterable<string>): Promise<Facts> {
  const facts: Facts = new Map()
  const asked = [...keys].flatMap((key) => {
    const ask = questionOf(client, rebuilt, key)
    return ask === undefined ? [] : [{ key, ask }]
  })
  for (let start = 0; start < asked.length; start += together) {
    const answers = asked.slice(start, start + together).map(async ({ key, ask }) => {
      const answer = await explained(ask(), client).catch(refusal)
      facts.set(key, String(answer).toLowerCase())
    })
    await Promise.all(answers)
  }
  return facts
}

/** A contract that knows nothing of what index and events speak of: that is a difference as well. */
function refusal(error: unknown): string {
  if (error instanceof RevertedError) return error.message.split('\n')[0]!
  throw error
}

type Question = () => Promise<bigint | number | boolean | Address>

function questionOf(client: Client, rebuilt: Rebuilt, key: string): Question | undefined {
  const { fact, of } = read(key)
  return (
    ofLedger(client, rebuilt, fact, of) ?? ofWorks(client, rebuilt, fact, of) ?? ofLicenses(client, rebuilt, fact, of)
  )
}

type Of = Readonly<Record<string, string>>

function ofLedger(
  { public: node, deployment }: Client,
  { block, buckets }: Rebuilt,
  fact: string,
  of: Of,
): Question | undefined {
  const at = { abi: ledgerAbi, address: deployment.ledger, blockNumber: block } as const
  const [bucket, token, flow] = [of.bucket as Hex, of.token as Address, BigInt(of.flow ?? 0)]
  const kind = buckets.get(bucket)?.work.flows[Number(flow)]?.kind
  if (fact === 'gross') return () => node.readContract({ ...at, functionName: 'grossOf', args: [bucket, token] })
  if (fact === 'collected')
    return () => node.readContract({ ...at, functionName: 'collectedOf', args: [bucket, token] })
  if (fact === 'paid of flow' && kind !== undefined && kind !== 'tree') {
    return () => node.readContract({ ...at, functionName: 'paidOf', args: [bucket, token, flow] })
  }
  if (fact === 'paid of leaf' && kind === 'tree') {
    const args = [bucket, token, flow, BigInt(of.prefix!)] as const
    return () => node.readContract({ ...at, functionName: 'paidLeafOf', args })
  }
  return undefined
}

function ofWorks({ public: node, deployment }: Client, { block }: Rebuilt, fact: string, of: Of): Question | undefined {
  const at = { abi: worksAbi, address: deployment.works, blockNumber: block } as const
  const work = of.work as Hex
  if (fact === 'owner') return () => node.readContract({ ...at, functionName: 'ownerOf', args: [hexToBigInt(work)] })
  if (fact === 'epoch') return () => node.readContract({ ...at, functionName: 'epochOf', args: [work] })
  if (fact === 'anchor') return () => node.readContract({ ...at, functionName: 'anchoredAt', args: [of.root as Hex] })
  return undefined
}

function ofLicenses(
  { public: node, deployment }: Client,
  { block }: Rebuilt,
  fact: string,
  of: Of,
): Question | undefined {
  const at = { abi: licensesAbi, address: deployment.licenses, blockNumber: block } as const
  const [signer, offer, license] = [of.signer as Address, of.offer as Hex, BigInt(of.license ?? 0)]
  if (fact === 'sold') return () => node.readContract({ ...at, functionName: 'soldOf', args: [offer] })
  if (fact === 'counter') return () => node.readContract({ ...at, functionName: 'counterOf', args: [signer] })
  if (fact === 'cancelled')
    return () => node.readContract({ ...at, functionName: 'isCancelled', args: [signer, offer] })
  if (fact === 'licensee') return () => node.readContract({ ...at, functionName: 'ownerOf', args: [license] })
  if (fact === 'used') {
    return async () => (await node.readContract({ ...at, functionName: 'usesOf', args: [license] }))[0]
  }
  if (fact === 'declared') {
    return async () => (await node.readContract({ ...at, functionName: 'reportOf', args: [license] }))[0]
  }
  return undefined
}
