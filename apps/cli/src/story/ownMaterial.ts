import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DataSet, Model } from '@tributary/engine'
import { loadCodecs, readFolder } from '@tributary/engine/node'
import type { Context } from '../frame/Context.ts'
import { modelCard } from '../train/modelCard.ts'
import * as TrainingFolder from '../train/TrainingFolder.ts'
import { trainFolder } from '../train/trainFolder.ts'
import type { Weights } from './chapters/publishModel.ts'
import type { Material } from './Material.ts'

/** Few steps, so that a first model stands within minutes; `tributary train` is for better ones. */
const stepsByDefault = 600

/** A story on somebody's own pictures: a model is trained on them in the home, and resumed there when it was stopped. */
export async function ownMaterial(
  context: Context,
  pictures: string,
  steps: number = stepsByDefault,
): Promise<Material> {
  const dataset = await DataSet.from(readFolder(pictures), await loadCodecs())
  for (const warning of dataset.warnings) context.note(context.notePaint.warn(warning))
  const name = basename(pictures)
  return { name, dataset, weights: () => trainOnce(context, { dataset, name, pictures, steps }) }
}

type Job = {
  readonly dataset: DataSet.DataSet
  readonly name: string
  readonly pictures: string
  readonly steps: number
}

async function trainOnce(context: Context, { dataset, name, pictures, steps }: Job): Promise<Weights> {
  const folder = TrainingFolder.at(join(context.home, 'models', `${name}-${dataset.root.slice(2, 10)}`), name)
  if (!existsSync(folder.model)) {
    const checkpoint = TrainingFolder.checkpointOf(folder, { resume: existsSync(folder.checkpoint) })
    if (checkpoint === undefined) TrainingFolder.begin(folder)
    const plan = { name, seed: 0, threads: 2, samples: 500, steps }
    const outcome = await trainFolder(context, { dataset, plan, folder }, checkpoint)
    TrainingFolder.finish(folder, outcome.trained, modelCard(pictures, dataset, outcome), dataset.manifest)
  }
  const file = readFileSync(folder.model)
  return { model: Model.parse(file), file, card: readFileSync(folder.card, 'utf8') }
}
