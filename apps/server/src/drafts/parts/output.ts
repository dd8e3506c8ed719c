import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Model, type Recipe } from '@tributary/engine'
import { Account, type Tree } from '@tributary/protocol'
import { Store } from '@tributary/provenance'
import { defaultShares, draftOutput, treeOf } from '@tributary/sdk'
import type { DraftPart, Drawn, GenerateResult } from '@tributary/sdk/wire'
import { getAddress, type Hex } from 'viem'
import { notFound, RefusedError } from '../../api/problems.ts'
import { folderOf } from '../../jobs/files.ts'
import { ownJob } from '../../jobs/ownJob.ts'
import { isHolder, originOf } from '../modelOrigin.ts'
import { findByContent, findStored, type Stored } from '../stored.ts'
import { termsOf } from '../terms.ts'
import { type Drawing, type Made, type Making, wrongKind } from './Making.ts'

type OutputPart = Extract<DraftPart, { kind: 'output' }>

/** A picture that a published model drew: its bytes are those that were shown, and the model's key signs. */
export async function makeOutput(making: Making, part: OutputPart): Promise<Made> {
  const { drawn, model } = await drawnBy(making, part.picture)
  const drawing = await drawingOf(making, model)
  await assertShares(making, model, part, drawing.contributions)
  const { seed, style, parameters, width, height } = drawn.recipe as Recipe.Recipe
  const draft = draftOutput({
    ...(await termsOf(part)),
    ...drawing,
    recipe: { seed, style, parameters, width, height },
    author: part.author === undefined ? undefined : Account.from({ address: getAddress(part.author) }),
    shares: part.shares,
  })
  const bytes = drawnBytes(making, part.picture)
  const pixels = { sha256: drawn.pixels as Hex, width, height }
  const content = async () => ({ bytes, mediaType: 'image/png', pixels })
  return { draft: { ...draft, content }, picture: shown(drawn), uploads: [] }
}

function drawingOf(making: Making, model: Stored): Promise<Drawing> {
  const known = making.models.get(model.id) ?? readDrawing(making, model)
  making.models.set(model.id, known)
  return known
}

async function readDrawing(making: Making, model: Stored): Promise<Drawing> {
  const { services } = making
  const content = model.entry.files.find(({ role }) => role === 'content') as Store.StoredFile
  const weights = Model.parse(await Store.file(services.store, content))
  return { weights, origin: await originOf(services, model), contributions: await contributionsOf(making, model) }
}

/** A picture of a job of the creator, and the published model that drew it. */
export async function drawnBy(
  { services, creator }: Making,
  { job, seed }: OutputPart['picture'],
): Promise<{ drawn: Drawn; model: Stored }> {
  const { result } = await ownJob(services.pool, creator, job, 'generate')
  const { model, pictures } = result as GenerateResult
  const drawn = pictures.find((picture) => picture.seed === seed)
  if (drawn === undefined) throw notFound('picture', `${seed} of the job ${job}`)
  const stored = model.work
    ? await findStored(services, model.work as Hex)
    : await findByContent(services, model.hash as Hex, 'model')
  if (stored === undefined) throw unpublished(model.name)
  if (stored.record.tributary.kind !== 'model') throw wrongKind('model', stored.record.tributary.kind, stored.id)
  return { drawn, model: stored }
}

/** The bytes of a picture as the job drew it. */
export function drawnBytes({ services }: Making, { job, seed }: OutputPart['picture']): Uint8Array {
  return new Uint8Array(readFileSync(join(folderOf(services.home, job), `${seed}.png`)))
}

/** A drawn picture without what only drawing needs. */
export function shown({ src, preview, width, height, pixels }: Drawn): NonNullable<Made['picture']> {
  return { src, preview, width, height, pixels }
}

/** The tree by which the artists of the model's data set are paid. */
async function contributionsOf({ services }: Making, { record }: Stored): Promise<Tree.Tree | undefined> {
  const root = record.tributary.dataset
  const dataset = root && (await findByContent(services, root, 'dataset'))
  const tree = dataset?.entry.trees[0]
  return tree && treeOf(services.store, tree)
}

/** The model and its artists are paid at least the usual part, unless the creator holds the model. */
async function assertShares(
  { services, creator }: Making,
  model: Stored,
  { shares = {} }: OutputPart,
  contributions: Tree.Tree | undefined,
): Promise<void> {
  const least = defaultShares.output
  const low = (['model', ...(contributions ? (['contributions'] as const) : [])] as const).find(
    (name) => (shares[name] ?? least[name]) < least[name],
  )
  if (low === undefined || (await isHolder(services, model, creator))) return
  throw new RefusedError({
    status: 422,
    title: 'Below the terms of the model',
    detail: `The share of the ${low} is ${shares[low]} parts per million; "${model.record.name}" asks for at least ${least[low]}.`,
    hint: 'Only the holder of the model can give its pictures away for less.',
  })
}

function unpublished(name: string): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'The model is not published',
    detail: `"${name}" drew the picture, but is no work yet: its pictures could not pay its artists.`,
    hint: 'Publish the model first.',
    retry: true,
  })
}
