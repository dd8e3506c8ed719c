import { join } from 'node:path'
import { Model } from '@tributary/engine'
import { draftModel } from '@tributary/sdk'
import type { DatasetResult, DraftPart } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { RefusedError } from '../../api/problems.ts'
import { findFile, folderOf } from '../../jobs/files.ts'
import { modelBytes } from '../../jobs/modelBytes.ts'
import { jobOf, ownJob } from '../../jobs/ownJob.ts'
import { findByContent, findStored } from '../stored.ts'
import { termsOf } from '../terms.ts'
import { type Made, type Making, resolve, wrongKind } from './Making.ts'

type ModelPart = Extract<DraftPart, { kind: 'model' }>

/** A trained model: its data set and the model it goes on from are paid. */
export async function makeModel(making: Making, part: ModelPart, partRoot: string | undefined): Promise<Made> {
  const { services, creator } = making
  const { bytes } = await modelBytes(services, creator, part.model)
  const { training } = Model.parse(bytes).header
  const dataset = resolve(making, part.dataset, 'data set')
  const root = 'part' in part.dataset ? partRoot : await datasetRoot(making, dataset)
  if (root !== training.dataset) throw otherDataset(training.dataset, root)
  const parent = await parentOf(making, part, training.parent)
  const trained = 'job' in part.model ? await jobOf(services.pool, creator, part.model.job) : undefined
  const card = trained && findFile(join(folderOf(services.home, trained.id), 'card.md'))
  const draft = draftModel({
    ...(await termsOf(part)),
    file: bytes,
    dataset,
    parent,
    card: card && new TextDecoder().decode(card),
    shares: part.shares,
  })
  const sheet = (trained?.result as { sheet?: Made['picture'] } | null | undefined)?.sheet
  return { draft, picture: sheet, uploads: 'upload' in part.model ? [part.model.upload] : [] }
}

/** The identity of a data set that another part of the draft is. */
export async function rootOfPart(
  { services, creator }: Making,
  part: DraftPart | undefined,
): Promise<string | undefined> {
  if (part?.kind !== 'dataset') return undefined
  const { result } = await ownJob(services.pool, creator, part.job, 'dataset')
  return (result as DatasetResult).root
}

async function datasetRoot({ services }: Making, id: Hex): Promise<string | undefined> {
  const stored = await findStored(services, id)
  if (stored?.record.tributary.kind !== 'dataset') throw wrongKind('data set', stored?.record.tributary.kind, id)
  return stored.record.tributary.content.sha256
}

/** The work it was fine-tuned from: as named, or found by the hash that the model file names. */
async function parentOf({ services }: Making, part: ModelPart, hash: string | undefined): Promise<Hex | undefined> {
  if (hash === undefined) return undefined
  const named = part.parent && (await findStored(services, part.parent.work as Hex))
  const found = named ?? (await findByContent(services, hash as Hex, 'model'))
  if (found?.record.tributary.content.sha256 === hash) return found.id
  throw new RefusedError({
    status: 409,
    title: 'The parent model is not published',
    detail: `The model goes on from the model file ${hash}, which is no work of this studio.`,
    hint: 'Publish the parent first, so that it can be paid.',
    retry: true,
  })
}

function otherDataset(trained: string, named: string | undefined): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Another data set',
    detail: `The model was trained on the data set ${trained}; the one named is ${named ?? 'none'}.`,
    hint: 'Name the data set that the model was trained on.',
  })
}
