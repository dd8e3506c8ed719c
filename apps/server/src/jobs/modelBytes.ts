import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Store } from '@tributary/provenance'
import type { ModelSource } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import { notFound, RefusedError } from '../api/problems.ts'
import { pathOf } from '../uploads/place.ts'
import { findUploads } from '../uploads/uploads.ts'
import { folderOf } from './files.ts'
import type { WorkerServices } from './Kind.ts'
import { ownJob } from './ownJob.ts'

/** A model file, and the published work that it is, if it is one. */
export type ModelBytes = { readonly bytes: Uint8Array; readonly work?: Hex }

/** The file of a model: of a work that this studio holds, of a training job or an upload of the same person. */
export async function modelBytes(
  services: Pick<WorkerServices, 'pool' | 'store' | 'home'>,
  owner: Address,
  source: ModelSource,
): Promise<ModelBytes> {
  if ('work' in source) return { bytes: await storedModel(services, source.work as Hex), work: source.work as Hex }
  if ('job' in source) {
    const { id } = await ownJob(services.pool, owner, source.job, 'train')
    return { bytes: readFileSync(join(folderOf(services.home, id), 'model')) }
  }
  const { content } = (await findUploads(services, owner, [source.upload])).get(source.upload)!
  if (content.type !== 'model') throw noModel(`The upload ${source.upload}`, content.mediaType)
  return { bytes: readFileSync(pathOf(services.home, source.upload)) }
}

async function storedModel({ store }: Pick<WorkerServices, 'store'>, work: Hex): Promise<Uint8Array> {
  const entry = await store.entry(work)
  const record = entry && (await Store.record(store, entry.record))
  if (entry === undefined || record === undefined) throw notFound('work', work)
  if (record.tributary.kind !== 'model') throw noModel(`"${record.name}"`, record.tributary.kind)
  const content = entry.files.find(({ role }) => role === 'content') as Store.StoredFile
  return Store.file(store, content)
}

function noModel(what: string, kind: string): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'No model',
    detail: `${what} is of the kind ${kind}; only a model can draw or be trained on.`,
    hint: 'Choose a model of the market, or train one.',
  })
}
