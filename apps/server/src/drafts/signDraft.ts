import { randomUUID } from 'node:crypto'
import { Work } from '@tributary/protocol'
import { outputMessage } from '@tributary/sdk'
import type { DraftSignatures } from '@tributary/sdk/wire'
import { type Address, getAddress, type Hex } from 'viem'
import { RefusedError } from '../api/problems.ts'
import { transaction } from '../database/transaction.ts'
import type { DraftedWork, DraftRow } from './DraftRow.ts'
import type { DraftServices } from './DraftServices.ts'
import { draftOf, goOn } from './drafts.ts'

/** Takes the creator's signatures; when all are there a worker goes on. The same signatures again change nothing. */
export async function signDraft(
  services: DraftServices,
  creator: Address,
  id: string,
  { signatures }: DraftSignatures,
): Promise<DraftRow> {
  const draft = await draftOf(services.pool, creator, id)
  for (const { work, signature } of signatures) await assertSigned(services, draft, work as Hex, signature as Hex)
  const given = Object.fromEntries(signatures.map(({ work, signature }) => [work, signature]))
  await transaction(services.pool, async (database) => {
    const { rows } = await database.query<DraftRow>(
      `UPDATE studio.draft SET signatures = $2::jsonb || signatures WHERE id = $1 AND state = 'unsigned' RETURNING *`,
      [id, JSON.stringify(given)],
    )
    const [row] = rows
    if (row?.works.every((work) => work.signed || row.signatures[work.id as Hex] !== undefined)) {
      await goOn(database, row, randomUUID(), services.clock())
    }
  })
  return draftOf(services.pool, creator, id)
}

/** Refuses a signature of somebody else, or of something else. */
async function assertSigned({ client }: DraftServices, draft: DraftRow, work: Hex, signature: Hex): Promise<void> {
  const drafted = draft.works.find(({ id }) => id === work)
  if (drafted === undefined || drafted.terms === undefined) throw notPart(work, draft)
  const message = messageOf(drafted)
  const address = getAddress(draft.creator)
  const isTheirs = await client.public.verifyTypedData({ address, signature, ...message }).catch(() => false)
  if (!isTheirs) throw notTheirs(work, address)
}

/** What the creator of a drafted work signs. */
export function messageOf({ terms }: DraftedWork): ReturnType<typeof outputMessage> {
  return outputMessage(Work.parse(terms))
}

function notPart(work: Hex, { id }: DraftRow): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Not of this draft',
    detail: `The draft ${id} has no work ${work}, or it is not ready to be signed.`,
    hint: 'Sign what stands in `toSign` of the draft.',
  })
}

function notTheirs(work: Hex, creator: Address): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Not signed by the creator',
    detail: `The signature of ${work} is not one of ${creator} over Output(bytes32 work).`,
    hint: 'Sign the typed data of `toSign` with the wallet that is signed in.',
  })
}
