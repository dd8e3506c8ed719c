import { Work, worksAbi } from '@tributary/protocol'
import { Authority, Time } from '@tributary/provenance'
import type { Address } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import { isReverted } from '../client/Reverted.ts'
import type { Sent } from '../client/send.ts'
import { developmentChains } from '../client/wellKnownKeys.ts'
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

/** On a development chain a key is good within a second or two; elsewhere nobody waits. */
const longestWaitSeconds = 5

/**
 * Lets a key sign for a model, on chain and by a credential of the studio, and waits until it may on development chains.
 * Running it again sends nothing.
 */
export async function authorizeKey(publisher: Publisher, parameters: authorizeKey.Parameters): Promise<Authorized> {
  const { client, issuer } = publisher
  const { model, key, until: wanted = BigInt(Time.last) } = parameters
  const { from, until, sent } = await grantOf(client, { model, key, until: wanted })
  const authorization = await wordOf({ client, issuer }, { model, key }, { from, until })
  await waitUntil(client, from)
  return { authorization, from, until, sent }
}

/**
 * The studio's word for a key that the chain lets sign for a model, whoever sent the grant; undefined when the chain knows
 * of none. Sends nothing.
 */
export async function findAuthorization(
  publisher: Pick<Publisher, 'client' | 'issuer'>,
  parameters: authorizeKey.Parameters,
): Promise<Omit<Authorized, 'sent'> | undefined> {
  const grant = await findGrant(publisher.client, parameters)
  return grant && { ...grant, authorization: await wordOf(publisher, parameters, grant) }
}

function wordOf(
  { client, issuer }: Pick<Publisher, 'client' | 'issuer'>,
  { model, key }: authorizeKey.Parameters,
  { from, until }: Omit<Grant, 'sent'>,
): Promise<Authority.Authorization> {
  const grant = { model: Work.id(model), key, chainId: client.chainId, from: Number(from), until: seconds(until) }
  return Authority.issue(grant, { issuer, time: Number(from) })
}

export declare namespace authorizeKey {
  type Parameters = {
    readonly model: Work.Work
    readonly key: Address
    /** The second after the last; the year 9999 by default. */
    readonly until?: bigint | undefined
  }
}

type Grant = { readonly from: bigint; readonly until: bigint; readonly sent: Sent | undefined }

/** A key is authorized at most once for a model; when it was before, the chain's events say for how long. */
async function grantOf(client: Client, parameters: authorize.Parameters): Promise<Grant> {
  try {
    const sent = await authorize(client, parameters)
    return { from: sent.from, until: sent.until, sent }
  } catch (error) {
    if (!isReverted(error, 'AlreadyAuthorized')) throw error
    return { ...(await findGrant(client, parameters))!, sent: undefined }
  }
}

async function findGrant(
  client: Client,
  { model, key }: authorizeKey.Parameters,
): Promise<Omit<Grant, 'sent'> | undefined> {
  const args = { model: Work.id(model), key }
  const events = client.public.getContractEvents({
    abi: worksAbi,
    address: client.deployment.works,
    eventName: 'Authorized',
    args,
    fromBlock: 0n,
    strict: true,
  })
  const [event] = await explained(events, client)
  return event && { from: event.args.from, until: event.args.until }
}

function seconds(time: bigint): number {
  return time > BigInt(Time.last) ? Time.last : Number(time)
}

/** The clock of the chain decides, which is not that of this machine: what the next block would be stamped with. */
async function waitUntil(client: Client, time: bigint): Promise<void> {
  if (!developmentChains.includes(client.chainId)) return
  const deadline = Date.now() + longestWaitSeconds * 1000
  while (Date.now() < deadline) {
    const { timestamp } = await explained(client.public.getBlock({ blockTag: 'pending' }), client)
    if (timestamp >= time) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
