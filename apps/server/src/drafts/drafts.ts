import type { PublishInput } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { notFound } from '../api/problems.ts'
import type { Database } from '../database/transaction.ts'
import { enqueue } from '../jobs/queue.ts'
import type { DraftRow } from './DraftRow.ts'

/** A draft of this person. Others' drafts do not exist for them. */
export async function draftOf(database: Database, creator: Address, id: string): Promise<DraftRow> {
  const draft = await findDraft(database, id)
  if (draft === undefined || draft.creator !== creator.toLowerCase()) throw notFound('draft', id)
  return draft
}

export async function findDraft(database: Database, id: string): Promise<DraftRow | undefined> {
  return (await database.query<DraftRow>('SELECT * FROM studio.draft WHERE id = $1', [id])).rows[0]
}

/** Lets a worker go on with a draft. */
export async function goOn(database: Database, draft: DraftRow, job: string, time: number): Promise<void> {
  const names = draft.works.map(({ name }) => name)
  const title = names.length === 1 ? `Prepare ${names[0]}` : `Prepare ${names.length} works`
  const input: PublishInput = { kind: 'publish', draft: draft.id }
  await enqueue(database, { id: job, owner: draft.creator, title, input, time })
  await database.query("UPDATE studio.draft SET job = $2, state = 'preparing' WHERE id = $1", [draft.id, job])
}
