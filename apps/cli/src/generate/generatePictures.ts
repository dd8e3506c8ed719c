import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { encodePng, type Model, Picture, type Recipe, render } from '@tributary/engine'
import { writeWhole } from '@tributary/sdk/node'
import type { Context } from '../frame/Context.ts'
import { InterruptedError } from '../frame/Failure.ts'
import { contactSheet } from './contactSheet.ts'

/** A picture that was made: its file, its recipe beside it, and its identity. */
export type Made = {
  readonly file: string
  readonly recipe: Recipe.Recipe
  readonly pixels: { readonly sha256: string; readonly width: number; readonly height: number }
}

/** Draws every recipe into a folder, each with its recipe beside it; with more than one, a contact sheet too. */
export async function generatePictures(
  context: Context,
  model: Model.Model,
  recipes: readonly Recipe.Recipe[],
  folder: string,
): Promise<{ made: Made[]; sheet: string | undefined }> {
  const signal = context.cancellable('Pictures that were finished stay; run again with the seeds that are missing.')
  const progress = context.progress('Drawing', recipes.length)
  const made: Made[] = []
  for (const recipe of recipes) {
    // Drawing holds the thread; between two pictures Ctrl-C is heard.
    await setImmediate()
    if (signal.aborted) throw new InterruptedError(context.resume)
    made.push(drawOne(model, recipe, folder))
    progress.update(made.length, `seed ${recipe.seed}`)
  }
  progress.finish()
  if (recipes.length < 2) return { made, sheet: undefined }
  const sheet = join(folder, 'contact-sheet.png')
  writeWhole(sheet, encodePng(contactSheet(model, recipes)))
  return { made, sheet }
}

function drawOne(model: Model.Model, recipe: Recipe.Recipe, folder: string): Made {
  const picture = render(model, recipe)
  const { width, height } = picture
  const pixels = { sha256: Picture.hash(picture), width, height }
  const file = join(folder, `${nameOf(recipe)}.png`)
  writeWhole(file, encodePng(picture))
  writeWhole(file.replace(/png$/, 'recipe.json'), `${JSON.stringify({ recipe, pixels }, null, 2)}\n`)
  return { file, recipe, pixels }
}

function nameOf({ style, seed }: Recipe.Recipe): string {
  const name = typeof style === 'string' ? style : Object.keys(style).join('-')
  return `${name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}-${seed}`
}
