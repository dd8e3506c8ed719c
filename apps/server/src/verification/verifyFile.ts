import type { Verdict } from '@tributary/provenance'
import { lineageOf } from '@tributary/sdk'
import type { Verification } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { zeroHash } from 'viem'
import type { Services } from '../api/Services.ts'
import { findStored } from '../drafts/stored.ts'
import { asRefusal } from '../jobs/threads/asRefusal.ts'
import { ThreadPool } from '../jobs/threads/ThreadPool.ts'
import { cardsOf } from '../reads/cards.ts'
import { offersOf } from '../reads/offers.ts'
import type { VerifyAnswer, VerifyOrder } from './verifyThread.ts'

const threads = new ThreadPool<VerifyOrder, VerifyAnswer>({
  module: new URL('./verifyThread.ts', import.meta.url),
  size: 2,
  seconds: 60,
  megabytes: 512,
  waiting: 32,
})

const tooHard = {
  title: 'The file cannot be verified here',
  hint: 'Verify it with the command line, which has no such limit: `tributary verify <file>`.',
}

export type VerifyServices = Pick<Services, 'store' | 'client' | 'home' | 'pool' | 'settings' | 'clock' | 'log'>

/** Judges a file: what it is, who made it and how, what it came from, and where it may be licensed. */
export async function verifyFile(services: VerifyServices, path: string, signal?: AbortSignal): Promise<Verification> {
  const { home, client } = services
  const order = { path, home: home.path, rpc: client.rpc }
  const answer = await threads.run(order, signal && { signal }).catch((error: unknown) => {
    throw asRefusal(error, tooHard)
  })
  const { verdict, picture, provenAt, difference } = answer
  const { answer: word, summary, file, bytes, signer, alsoKnownAs, checks } = verdict
  return {
    answer: word,
    summary,
    bytes,
    file: { ...file },
    lineage: verdict.work ? await ancestorsOf(services, verdict.work.id) : [],
    rerendered: checks.find(({ name }) => name === 'rerun')?.ok ?? null,
    alsoKnownAs: [...alsoKnownAs],
    checks: checks.map((check) => ({ ...check })),
    ...(picture && { picture }),
    ...(signer && { signer: { ...signer } }),
    ...(verdict.work && { work: await subjectOf(services, verdict) }),
    ...(provenAt !== undefined && { anchoredAt: provenAt }),
    ...(difference && { difference }),
  }
}

type Subject = NonNullable<Verification['work']>

/** The work, as the file itself tells it and as the studio knows it. */
async function subjectOf(services: VerifyServices, { work, license }: Verdict.Verdict): Promise<Subject> {
  const { id, record, key, model, proven } = work as NonNullable<Verdict.Verdict['work']>
  const { kind, creator, time } = record.tributary
  const { card, offers } = await marketOf(services, id)
  return {
    id,
    kind,
    name: record.name,
    proven,
    time,
    creator: card?.creator ?? { did: creator },
    record: { ...record },
    offers,
    ...(card && { card }),
    ...(model && { model: { id: model.id, name: model.record.name } }),
    ...(key && { key }),
    ...(license !== undefined && { license }),
  }
}

/** What the event index adds. Without it the verdict stands all the same. */
async function marketOf(services: VerifyServices, id: Hex): Promise<Pick<Subject, 'card' | 'offers'>> {
  try {
    const [[card], offers] = await Promise.all([cardsOf(services, [id]), offersOf(services, id)])
    return { offers, ...(card && { card }) }
  } catch (error) {
    services.log.warn({ err: error, work: id }, 'verified without the event index')
    return { offers: [] }
  }
}

/** Works upstream that are named in an answer. */
const mostAncestors = 100

async function ancestorsOf(services: VerifyServices, id: Hex): Promise<Verification['lineage']> {
  const { works } = await lineageOf(services.store, [id])
  const ids = [...works.keys()].filter((other) => other !== id && other !== zeroHash).slice(0, mostAncestors)
  const found = await Promise.all(ids.map((other) => findStored(services, other)))
  return found.flatMap((stored) =>
    stored ? [{ id: stored.id, name: stored.record.name, kind: stored.record.tributary.kind }] : [],
  )
}
