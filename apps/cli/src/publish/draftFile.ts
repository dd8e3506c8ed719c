import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { Model, type Recipe } from '@tributary/engine'
import { type Authority, Store } from '@tributary/provenance'
import { type Draft, draftImport, draftModel, draftOutput, treeOf } from '@tributary/sdk'
import { parseJson } from '@tributary/sdk/node'
import type { Address } from 'viem'
import { accountOf } from '../session/accountOf.ts'
import { authorizeFor } from '../session/authorizeFor.ts'
import type { Session } from '../session/Session.ts'
import { findByHash, type Known } from './findByHash.ts'
import { readContent } from './readContent.ts'
import { type TermOptions, termsOf } from './terms.ts'

/** Who wrote the prompt or chose the seed, if that is to be paid, and the role of the model key that signs. */
export type PictureOptions = { author?: string; key: string }

/** A model file as a work: its data set is found by the root it was trained on, and its card goes with it. */
export async function draftModelFile(session: Session, path: string, options: TermOptions): Promise<Draft> {
  const file = readFileSync(path)
  const { header } = Model.parse(file)
  const dataset = await findByHash(session, header.training.dataset, 'dataset')
  const cardPath = join(dirname(path), 'model-card.md')
  const card = existsSync(cardPath) ? readFileSync(cardPath, 'utf8') : undefined
  return draftModel({ ...termsOf(options), name: options.name ?? header.name, file, dataset: dataset.id, card })
}

/** Where the recipe of a picture stands, if `generate` made it. */
export function recipePathOf(path: string): string | undefined {
  if (path.endsWith('.recipe.json')) return path
  const beside = path.replace(/\.png$/, '.recipe.json')
  return beside !== path && existsSync(beside) ? beside : undefined
}

/** A picture that `generate` drew: its model is found by the recipe, draws it anew and signs it. */
export async function draftPicture(
  session: Session,
  recipePath: string,
  options: TermOptions & PictureOptions,
): Promise<Draft> {
  const { recipe } = parseJson(readFileSync(recipePath, 'utf8'), recipePath) as { recipe: Recipe.Recipe }
  const model = await findByHash(session, recipe.model, 'model')
  const key = session.keys.account(options.key)
  const authorization = options.dryRun ? undefined : await authorizationOf(session, model, key.address)
  const contributions = await contributionsOf(session, model)
  const { seed, style, parameters, width, height } = recipe
  return draftOutput({
    ...termsOf(options),
    name: options.name ?? basename(recipePath, '.recipe.json'),
    weights: await weightsOf(session, model),
    recipe: { seed, style, parameters, width, height },
    origin: { model: model.id, key, authorization },
    contributions,
    author: options.author === undefined ? undefined : accountOf(session.keys, options.author),
  })
}

/** The studio's word that the key may sign; the chain is asked, and told only when it does not know yet. */
async function authorizationOf(session: Session, { id, work }: Known, key: Address): Promise<Authority.Authorization> {
  return (await authorizeFor(session, { id, work, key })).authorization
}

/** Any other file as a work that its publisher says is theirs. */
export async function draftOther(path: string, options: TermOptions): Promise<Draft> {
  return draftImport({
    ...termsOf(options),
    name: options.name ?? basename(path, extname(path)),
    content: await readContent(path),
  })
}

/** The model file, from the store: what is published is drawn with exactly what was published. */
async function weightsOf({ store }: Session, { entry }: Known): Promise<Model.Model> {
  const content = entry.files.find(({ role }) => role === 'content') as Store.StoredFile
  return Model.parse(await Store.file(store, content))
}

/** The contribution tree of the model's data set: its artists are paid by every picture too. */
async function contributionsOf(session: Session, model: Known): ReturnType<typeof treeOf> {
  const { header } = await weightsOf(session, model)
  const dataset = await findByHash(session, header.training.dataset, 'dataset')
  const [tree] = dataset.entry.trees
  return treeOf(session.store, tree as Store.StoredTree)
}
