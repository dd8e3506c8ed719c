import type { JobInput } from '@tributary/sdk/wire'
import type { Pool } from 'pg'
import type { Address } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { transaction } from '../database/transaction.ts'
import { assertFileName } from '../uploads/fileName.ts'
import { findUploads } from '../uploads/uploads.ts'
import type { JobRow } from './JobRow.ts'
import { assertContinuable } from './kinds/continuation.ts'
import { modelBytes } from './modelBytes.ts'
import { ownJob } from './ownJob.ts'
import { enqueue, prepareQueue } from './queue.ts'

/** Jobs of one person that wait or run. */
const mostOpen = 20

type StartServices = Pick<Services, 'pool' | 'store' | 'home' | 'clock'>

/** Puts what somebody asks for into the queue, once everything that it names was found and is theirs. */
export async function startJob(services: StartServices, owner: Address, id: string, input: JobInput): Promise<JobRow> {
  const title = await check(services, owner, input)
  await prepareQueue(services.pool)
  return transaction(services.pool, async (database) => {
    await assertRoom(database, owner)
    return enqueue(database, { id, owner, title, input, time: services.clock() })
  })
}

/** Checks what the input names, and says in words what is to be done. */
async function check(services: StartServices, owner: Address, input: JobInput): Promise<string> {
  if (input.kind === 'dataset') return checkDataset(services, owner, input)
  if (input.kind === 'train') {
    await ownJob(services.pool, owner, input.dataset.job, 'dataset')
    if (input.parent) await modelBytes(services, owner, input.parent)
    const { resume } = input
    if (resume !== undefined) await assertContinuable(services, owner, { ...input, resume })
    return `Train ${input.name}`
  }
  if (input.kind === 'generate') {
    await modelBytes(services, owner, input.model)
    return `Draw ${input.seeds.length} ${input.seeds.length === 1 ? 'picture' : 'pictures'}`
  }
  await findUploads(services, owner, [input.upload])
  return `Verify ${input.upload.slice(0, 10)}`
}

async function checkDataset(
  services: StartServices,
  owner: Address,
  { name, pictures }: Extract<JobInput, { kind: 'dataset' }>,
): Promise<string> {
  for (const { contributor, name = 'picture' } of pictures) {
    assertFileName(contributor)
    assertFileName(name)
  }
  const uploads = await findUploads(services, owner, [...new Set(pictures.map(({ upload }) => upload))])
  const other = [...uploads.values()].find(({ content }) => content.type !== 'picture')
  if (other !== undefined) throw noPicture(other.id, other.content.mediaType)
  return `Make the data set ${name}`
}

async function assertRoom(database: Pick<Pool, 'query'>, owner: Address): Promise<void> {
  // Two requests at once must not both take the last place.
  await database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`jobs ${owner.toLowerCase()}`])
  const question = 'SELECT count(*) AS open FROM studio.job WHERE owner = $1 AND ended IS NULL'
  const { rows } = await database.query<{ open: string }>(question, [owner.toLowerCase()])
  const open = Number(rows[0]?.open ?? 0)
  if (open < mostOpen) return
  throw new RefusedError({
    status: 429,
    title: 'Too many jobs at once',
    detail: `You have ${open} jobs that wait or run; the most is ${mostOpen}.`,
    hint: 'Wait for one of them, or cancel it.',
    headers: { 'retry-after': '10' },
  })
}

function noPicture(id: string, mediaType: string): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Not a picture',
    detail: `The upload ${id} is ${mediaType}; a data set is made of PNG, JPEG and WebP pictures.`,
    hint: 'Leave it out, or convert it.',
  })
}
