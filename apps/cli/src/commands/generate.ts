import { resolve } from 'node:path'
import { type Model, Recipe, recipe } from '@tributary/engine'
import { loadShipped } from '@tributary/engine/node'
import { type Command, Option } from 'commander'
import type { Context } from '../frame/Context.ts'
import { UsageError } from '../frame/Failure.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { generatePictures } from '../generate/generatePictures.ts'
import { readModel } from '../generate/readModel.ts'
import { parseSeeds } from '../input/seeds.ts'
import { parseParameters, parseSize, parseStyle } from '../input/style.ts'
import { formatCount } from '../terminal/format.ts'

type Options = {
  model?: string
  seeds: number[]
  style?: Recipe.Style
  size: { width: number; height: number }
  set?: Record<string, number>
  out: string
}

/** Adds `generate`: draws pictures from seeds with a model. */
export function generate(program: Command): void {
  program
    .command('generate')
    .helpGroup('Make:')
    .description('draw pictures with a model; the same seed, style and size give the same bytes everywhere')
    .option('-m, --model <file>', 'the model file that `train` wrote (default: the one that comes along)')
    .addOption(seedsOption())
    .option('--style <style>', 'a style of the model, or a mix: dune=2,flora=1 (default: its first)', parseStyle)
    .addOption(sizeOption())
    .option(
      '--set <parameters>',
      `${Object.keys(Recipe.parameters).join(', ')}: truncation=0.8,zoom=2`,
      parseParameters,
    )
    .option('-o, --out <folder>', 'where the pictures go', 'pictures')
    .addHelpText('after', example('tributary generate --style dune -s 0-15', 'Drew 16 pictures into pictures/.'))
    .action(run<Options>(draw))
}

function seedsOption(): Option {
  const seeds = new Option('-s, --seeds <seeds>', 'a seed, a list or a range: 7 or 1,5,9 or 0-63')
  return seeds.argParser(parseSeeds).default([0], '0')
}

function sizeOption(): Option {
  const size = new Option('--size <pixels>', 'side of a square, or width x height: 512 or 1024x768')
  return size.argParser(parseSize).default({ width: 512, height: 512 }, '512')
}

async function draw(context: Context, options: Options): Promise<Answer> {
  const model = options.model === undefined ? (await loadShipped()).model : readModel(options.model)
  const folder = resolve(options.out)
  const recipes = recipesOf(model, options)
  const { made, sheet } = await generatePictures(context, model, recipes, folder)
  const [only] = made
  const what = made.length === 1 && only ? only.file : `${formatCount(made.length, 'picture')} into ${folder}`
  const text = [
    `${context.paint.good('Drew')} ${what}, with the recipe of each beside it.`,
    ...(sheet === undefined ? [] : [`See them all in ${sheet}.`]),
  ].join('\n')
  return { json: { model: model.hash, pictures: made, contactSheet: sheet }, text }
}

function recipesOf(model: Model.Model, { seeds, style, size, set = {} }: Options): Recipe.Recipe[] {
  const { styles } = model.header
  const [first] = styles
  if (first === undefined) throw new UsageError('The model has no style.')
  return seeds.map((seed) => recipe(model, { seed, style: style ?? first, parameters: set, ...size }))
}
