import { Work, worksAbi } from '@tributary/protocol'
import { Authority, Time } from '@tributary/provenance'
import { type Address, getAbiItem } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import type { Sent } from '../client/send.ts'
import { authorize } from '../verbs/authorize.ts'
import type { Publisher } from './Publisher.ts'

/** A key that may sign for a model, by the word of the chain and by that of the studio. */
export type Authorized = {
  /** The studio's credential, which travels inside every file the key signs. */
  readonly authorization: Authority.Authorization
  /** Unit: seconds since 1970. */
  readonly from: bigint
  readonly until: bigint
  /** What was sent; nothing when the chain knew the key already. */
  readonly sent: Sent | undefined
}

/** Longer than this nobody waits for a key to become good. */
const longestWaitSeconds = 5

/**
 * Lets a key sign for a model, on chain and by a credential of the studio, and waits until it may when that is soon.
 * Running it again sends nothing: the chain is asked first.
 */
export async function authorizeKey(publisher: Publisher, parameters: authorizeKey.Parameters): Promise<Authorized> {
  const { client, issuer } = publisher
  const { model, key, until: wanted = BigInt(Time.last) } = parameters
  const known = await findGrant(client, model, key)
  const sent = known ? undefined : await authorize(client, { model, key, until: wanted })
  const { from, until } = known ?? sent!
  const grant = { model: Work.id(model), key, chainId: client.chainId, from: Number(from), until: seconds(until) }
  const authorization = await Authority.issue(grant, { issuer, time: Number(from) })
  await waitUntil(client, from)
  return { authorization, from, until, sent }
}

export declare namespace authorizeKey {
  type Parameters = {
    readonly model: Work.Work
    readonly key: Address
    /** The second after the last; the year 9999 by default. */
    readonly until?: bigint | undefined
  }
}

/** A key is authorized at most once for a model, so there is at most one grant. */
async function findGrant(
  client: Client,
  model: Work.Work,
  key: Address,
): Promise<{ from: bigint; until: bigint } | undefined> {
  const event = getAbiItem({ abi: worksAbi, name: 'Authorized' })
  const filter = {
    address: client.deployment.works,
    event,
    args: { model: Work.id(model), key },
    fromBlock: 0n,
  } as const
  const [log] = await explained(client.public.getLogs({ ...filter, strict: true }), client)
  return log && { from: log.args.from, until: log.args.until }
}

function seconds(time: bigint): number {
  return time > BigInt(Time.last) ? Time.last : Number(time)
}

/** The clock of the chain decides, which is not that of this machine: what the next block would be stamped with. */
async function waitUntil(client: Client, time: bigint): Promise<void> {
  const deadline = Date.now() + longestWaitSeconds * 1000
  while (Date.now() < deadline) {
    const { timestamp } = await explained(client.public.getBlock({ blockTag: 'pending' }), client)
    if (timestamp >= time || timestamp + BigInt(longestWaitSeconds) < time) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
