import { basename, resolve } from 'node:path'
import { DataSet, defaults } from '@tributary/engine'
import { loadCodecs, readFolder } from '@tributary/engine/node'
import type { Command } from 'commander'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { integerBetween, numberBetween } from '../input/parse.ts'
import { formatCount, formatDuration, shorten } from '../terminal/format.ts'
import { modelCard } from '../train/modelCard.ts'
import * as TrainingFolder from '../train/TrainingFolder.ts'
import { type Outcome, trainFolder } from '../train/trainFolder.ts'

const mostWarnings = 5

type Options = {
  steps?: number
  minutes?: number
  seed: number
  threads: number
  samples: number
  name?: string
  out?: string
  resume?: boolean
}

/** Adds `train`: trains a model on a folder of pictures. */
export function train(program: Command): void {
  program
    .command('train')
    .helpGroup('Make:')
    .description('train a model on your own pictures: a sub-folder per artist, or contributors.csv')
    .argument('<folder>', 'PNG, JPEG or WebP files; contributors.csv has file,contributor,address,weight')
    .option('--steps <n>', `how many steps (default: ${defaults.steps})`, integerBetween(1, 10_000_000))
    .option('--minutes <n>', 'stop after so many minutes instead', numberBetween(0.01, 100_000))
    .option('--seed <n>', 'the seed; another one gives another model', integerBetween(0, 2 ** 32 - 1), 0)
    .option('--threads <n>', 'how many threads; the weights do not depend on it', integerBetween(1, 4), 2)
    .option('--samples <steps>', 'steps between two sample sheets', integerBetween(1, 1_000_000), 500)
    .option('--name <name>', 'name of the model (default: that of the folder)')
    .option('-o, --out <folder>', 'where the model goes (default: <name>-model)')
    .option('--resume', 'go on with a run that was stopped')
    .addHelpText(
      'after',
      example('tributary train pictures/ --minutes 10', 'Writes pictures-model/pictures.model and its card.'),
    )
    .action(run<Options>((context, options, folder = '') => trainOn(context, options, folder)))
}

async function trainOn(context: Context, options: Options, pictures: string): Promise<Answer> {
  const name = options.name ?? basename(resolve(pictures)).replace(/[^\p{L}\p{N}_-]+/gu, '-')
  const folder = TrainingFolder.at(resolve(options.out ?? `${name}-model`), name)
  const checkpoint = TrainingFolder.checkpointOf(folder, { resume: options.resume ?? false })
  const dataset = await readPictures(context, pictures)
  if (checkpoint === undefined) TrainingFolder.begin(folder)
  const plan = { ...options, name }
  const outcome = await trainFolder(context, { dataset, plan, folder }, checkpoint)
  TrainingFolder.finish(folder, outcome.trained, modelCard(pictures, dataset, outcome), dataset.manifest)
  return describe(context, { dataset, folder, outcome })
}

async function readPictures(context: Context, folder: string): Promise<DataSet.DataSet> {
  const dataset = await DataSet.from(readFolder(folder), await loadCodecs())
  const [pictures, artists] = [dataset.pictures.length, dataset.contributors.length]
  context.note(`Read ${formatCount(pictures, 'picture')} by ${formatCount(artists, 'artist')}.`)
  for (const warning of dataset.warnings.slice(0, mostWarnings)) context.note(context.notePaint.warn(warning))
  const more = dataset.warnings.length - mostWarnings
  if (more > 0)
    context.note(context.notePaint.warn(`And ${formatCount(more, 'more remark')}; the model card has them all.`))
  return dataset
}

type Result = { dataset: DataSet.DataSet; folder: TrainingFolder.TrainingFolder; outcome: Outcome }

function describe(context: Context, { dataset, folder, outcome }: Result): Answer {
  const { trained, seconds } = outcome
  const { header, hash } = trained.model
  const { steps, seed } = header.training
  const { pictures, contributors, root, warnings } = dataset
  const text = [
    `${context.paint.good('Trained')} ${header.name} (${shorten(hash)}) in ${formatDuration(seconds)}, ${steps} steps.`,
    `model   ${folder.model}`,
    `card    ${folder.card}`,
    `styles  ${header.styles.join(', ')}`,
    '',
    `Next: ${context.paint.accent(`tributary generate -m ${folder.model} -s 0-15`)}`,
  ].join('\n')
  return {
    json: {
      model: { file: folder.model, hash, name: header.name, styles: header.styles, steps, seed },
      dataset: { root, pictures: pictures.length, contributors, warnings },
      card: folder.card,
      losses: trained.losses.at(-1),
      seconds: Math.round(seconds * 10) / 10,
    },
    text,
  }
}
