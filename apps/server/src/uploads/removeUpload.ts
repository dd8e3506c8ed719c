import type { Address } from 'viem'
import { notFound, RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { removeBytes } from './collect.ts'

/** Throws an upload away, unless something was made of it. */
export async function removeUpload(
  services: Pick<Services, 'pool' | 'home' | 'clock'>,
  owner: Address,
  id: string,
): Promise<void> {
  const { rows } = await services.pool.query<{ expires: string | null }>(
    `WITH gone AS (DELETE FROM studio.upload WHERE owner = $1 AND id = $2 AND expires IS NOT NULL RETURNING id)
     SELECT expires FROM studio.upload WHERE owner = $1 AND id = $2`,
    [owner.toLowerCase(), id],
  )
  const [row] = rows
  if (row === undefined) throw notFound('upload', id)
  if (row.expires === null) throw inUse(id)
  await removeBytes(services, id)
}

function inUse(id: string): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'The upload is in use',
    detail: `Something was made of the upload ${id}.`,
    hint: 'It stays, so that the data set or draft that it belongs to stays whole.',
  })
}
