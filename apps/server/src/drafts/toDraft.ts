import { Work, worksAbi } from '@tributary/protocol'
import { explained } from '@tributary/sdk'
import type { Draft, DraftWork, Problem, TypedData } from '@tributary/sdk/wire'
import { getAddress, type Hex } from 'viem'
import { problemOf } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { findJob } from '../jobs/queue.ts'
import type { DraftedWork, DraftRow } from './DraftRow.ts'
import { planDraft, unauthorized } from './planDraft.ts'
import { messageOf } from './signDraft.ts'

/** A draft as the API tells it: how it stands now, what is to be signed, and the plan that publishes it. */
export async function toDraft(services: Services, row: DraftRow): Promise<Draft> {
  const { id, creator, works, job, created } = row
  const [failure, isPublished] = await Promise.all([failureOf(services, row), isKnown(services, row)])
  const state = failure ? 'failed' : isPublished ? 'published' : row.state
  const { plan, problem = failure } = state === 'ready' ? await planOf(services, row) : {}
  return {
    id,
    state,
    creator: { address: getAddress(creator) },
    works: works.map((work) => toWork(work, row)),
    created: Number(created),
    ...(job !== null && { job }),
    ...(plan && { plan }),
    ...(problem && { problem }),
  }
}

function toWork(work: DraftedWork, { signatures, state }: DraftRow): DraftWork {
  const { kind, name, id, picture, flows, quote } = work
  const signed = work.signed || (id !== undefined && signatures[id] !== undefined)
  return {
    kind,
    name,
    flows: [...flows],
    quote,
    signed,
    ...(id && { id }),
    ...(picture && { picture }),
    ...(!signed && state === 'unsigned' && { toSign: toTypedData(work) }),
  }
}

/** As `eth_signTypedData_v4` wants it, the domain's own type included. */
function toTypedData(work: DraftedWork): TypedData {
  const { domain, types, primaryType, message } = messageOf(work)
  return {
    domain: { ...domain, chainId: Number(domain.chainId) },
    types: { EIP712Domain: domainType, ...mutable(types) },
    primaryType,
    message: { ...message },
  }
}

const domainType = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
]

function mutable(types: object): TypedData['types'] {
  return structuredClone(types) as TypedData['types']
}

/** A draft fails with its job. */
async function failureOf({ pool }: Services, { state, job }: DraftRow): Promise<Problem | undefined> {
  if (state !== 'preparing' || job === null) return undefined
  const row = await findJob(pool, job)
  if (row?.state === 'canceled') return { type: 'about:blank', title: 'The draft was canceled', status: 409 }
  return row?.problem ?? undefined
}

/** A plan that the chain would refuse is told as the problem that it is: the draft stays. */
async function planOf(services: Services, row: DraftRow): Promise<Pick<Draft, 'plan' | 'problem'>> {
  try {
    return { plan: await planDraft(services, row) }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

/** Whether the chain has heard of all of it; asked until it has. */
async function isKnown(services: Services, row: DraftRow): Promise<boolean> {
  if (row.state === 'published') return true
  if (row.state !== 'ready') return false
  const ids = row.works.map(({ id }) => id as Hex)
  const events = await explained(
    services.client.public.getContractEvents({
      abi: worksAbi,
      address: services.client.deployment.works,
      eventName: 'Published',
      args: { work: ids },
      fromBlock: BigInt(row.block),
      strict: true,
    }),
    services.client,
  )
  const shown = new Set(events.map(({ args }) => args.work))
  if (!ids.every((id) => shown.has(id))) return false
  const ready = row.works.map((drafted) => ({ drafted, work: Work.parse(drafted.terms) }))
  if ((await unauthorized(services, ready)).length > 0) return false
  await services.pool.query("UPDATE studio.draft SET state = 'published' WHERE id = $1", [row.id])
  return true
}
