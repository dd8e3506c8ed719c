import { Model } from '@tributary/engine'
import { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import { notFound } from '../../api/problems.ts'
import type { Services } from '../../api/Services.ts'

/** Models that were read: each is a few megabytes of weights. */
const kept = new Map<Hex, { readonly bytes: Uint8Array; readonly model: Model.Model }>()
const most = 4

/** The weights of a model work; throws when the work is no model or its file is not here. */
export async function modelOf(
  { store }: Pick<Services, 'store'>,
  work: Hex,
): Promise<{ bytes: Uint8Array; model: Model.Model }> {
  const known = kept.get(work)
  if (known !== undefined) return known
  const file = (await store.entry(work))?.files.find(({ role }) => role === 'content')
  if (file === undefined || file.mediaType !== 'application/octet-stream') throw notFound('model', work)
  const bytes = await Store.file(store, file)
  const read = { bytes, model: parse(bytes, work) }
  if (kept.size >= most) kept.delete(kept.keys().next().value!)
  kept.set(work, read)
  return read
}

function parse(bytes: Uint8Array, work: Hex): Model.Model {
  try {
    return Model.parse(bytes)
  } catch (cause) {
    throw notFound(
      'model',
      `${work}: ${cause instanceof Error ? cause.message.split('\n')[0] : 'its file is no model'}`,
    )
  }
}
