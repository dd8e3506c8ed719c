import { randomUUID } from 'node:crypto'
import { explained } from '@tributary/sdk'
import type { DraftInput } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { transaction } from '../database/transaction.ts'
import { prepareQueue } from '../jobs/queue.ts'
import { keepUploads } from '../uploads/uploads.ts'
import type { DraftRow } from './DraftRow.ts'
import type { DraftServices } from './DraftServices.ts'
import { describeParts } from './describeParts.ts'
import { draftOf, findDraft, goOn } from './drafts.ts'

/** Begins a draft, once everything that its parts name was found and is allowed; a worker does the rest. */
export async function startDraft(
  services: DraftServices,
  creator: Address,
  id: string,
  input: DraftInput,
): Promise<DraftRow> {
  const { pool, client, clock } = services
  if ((await findDraft(pool, id)) !== undefined) return draftOf(pool, creator, id)
  const { works, uploads } = await describeParts(services, creator, input)
  const block = await explained(client.public.getBlockNumber(), client)
  await prepareQueue(pool)
  await transaction(pool, async (database) => {
    const { rows } = await database.query<DraftRow>(
      `INSERT INTO studio.draft (id, creator, input, works, created, block) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO NOTHING RETURNING *`,
      [id, creator.toLowerCase(), JSON.stringify(input), JSON.stringify(works), clock(), `${block}`],
    )
    if (rows[0] === undefined) return
    await keepUploads(database, creator, uploads)
    await goOn(database, rows[0], randomUUID(), clock())
  })
  return draftOf(pool, creator, id)
}
