import { Work } from '@tributary/protocol'
import { compose, type Publisher, prepare } from '@tributary/sdk'
import type { PublishInput } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { notFound } from '../api/problems.ts'
import type { Outcome, Running } from '../jobs/Kind.ts'
import type { DraftedWork, DraftRow } from './DraftRow.ts'
import { findDraft } from './drafts.ts'
import type { Made, Making } from './parts/Making.ts'
import { makePart } from './parts/makePart.ts'
import { publisherFor } from './publisherFor.ts'

/**
 * Makes the works of a draft as far as they can be made now: record and id of each, and where the signature is
 * there, credential and store. Every step is kept in the journal, so that a try that was cut off goes on where it was.
 */
export async function performPublish({ services, job, signal, report }: Running): Promise<Outcome> {
  const { draft: id } = job.input as PublishInput
  const row = await findDraft(services.pool, id)
  if (row === undefined) throw notFound('draft', id)
  const publisher = await publisherFor(services, row)
  const works: DraftedWork[] = []
  const models: Making['models'] = new Map()
  for (const [index, before] of row.works.entries()) {
    signal.throwIfAborted()
    const earlier = works.map((work) => work.id as Hex)
    const made = await makePart({ services, creator: row.creator, earlier, models }, row.input.parts, index)
    works.push({ ...before, ...(await advance(publisher, made, row)) })
    report({ done: works.length, total: row.works.length, unit: 'works' })
  }
  const state = works.every(({ signed }) => signed) ? 'ready' : 'unsigned'
  const result = { draft: id, works: works.map((work) => work.id) }
  const also: Outcome['also'] = async (database) => {
    const update = 'UPDATE studio.draft SET works = $2, state = $3 WHERE id = $1 AND job = $4'
    await database.query(update, [id, JSON.stringify(works), state, job.id])
  }
  return { result, also }
}

/** Composes a work, and prepares it when its signer has signed. */
async function advance(
  publisher: Publisher,
  { draft }: Made,
  { signatures }: DraftRow,
): Promise<Pick<DraftedWork, 'id' | 'terms' | 'signed'>> {
  const { id, work } = await compose(publisher, draft)
  const signed = draft.origin !== undefined || signatures[id] !== undefined
  if (signed) await prepare(publisher, draft)
  return { id, terms: Work.toJson(work), signed }
}
