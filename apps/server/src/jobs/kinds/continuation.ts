import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { TrainInput } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { RefusedError } from '../../api/problems.ts'
import type { Services } from '../../api/Services.ts'
import { findFile, folderOf, keepFile } from '../files.ts'
import { isEnded } from '../JobRow.ts'
import { jobOf } from '../ownJob.ts'

/** Throws unless a training can go on where an earlier one of the same person stopped. */
export async function assertContinuable(
  { pool, home }: Pick<Services, 'pool' | 'home'>,
  owner: Address,
  { resume: id, ...asked }: TrainInput & { readonly resume: string },
): Promise<void> {
  const job = await jobOf(pool, owner, id)
  const { resume: _, ...before } = job.input
  if (job.kind !== 'train' || !isEnded(job.state) || job.state === 'succeeded') {
    throw refused(
      id,
      `it is of the kind ${job.kind} and ${job.state}; needed is a training that failed or was canceled`,
    )
  }
  // The same weights come only of the same run: other pictures or settings would make it a third thing.
  if (!isDeepStrictEqual(before, JSON.parse(JSON.stringify(asked)))) {
    throw refused(id, 'what is asked for differs from what it was asked for')
  }
  if (!existsSync(join(folderOf(home, id), checkpoint))) throw refused(id, 'it stopped before anything was kept')
}

/** What a run has reached, and what stands in its folder about the way there. */
const checkpoint = 'checkpoint'

/**
 * Gives a training what an earlier one kept, unless it has something of its own already. The checkpoint comes last:
 * with it everything else is there.
 */
export function takeOver(from: string, to: string): void {
  if (existsSync(join(to, checkpoint))) return
  const sheets = existsSync(join(from, 'sheets')) ? readdirSync(join(from, 'sheets')) : []
  for (const name of [...sheets.map((sheet) => `sheets/${sheet}`), 'losses.json', checkpoint]) {
    const bytes = findFile(join(from, name))
    if (bytes !== undefined) keepFile(join(to, name), bytes)
  }
}

function refused(id: string, why: string): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'The training cannot go on',
    detail: `The job ${id} cannot be gone on with: ${why}.`,
    hint: 'Leave `resume` out to begin anew.',
  })
}
