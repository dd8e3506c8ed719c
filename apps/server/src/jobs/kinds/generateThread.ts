import { join } from 'node:path'
import { encodePng, Model, Picture, type Recipe, type RecipeInput, recipe, render } from '@tributary/engine'
import { previewOf } from '../../uploads/preview.ts'
import { findFile, keepFile } from '../files.ts'
import { serve } from '../threads/serve.ts'

export type GenerateOrder = {
  readonly model: Uint8Array
  readonly seeds: readonly number[]
  readonly input: Omit<RecipeInput, 'seed' | 'style'> & { readonly style?: Recipe.Style | undefined }
  readonly folder: string
}

/** A picture that lies in the folder as `<seed>.png`, with its preview and recipe beside it. */
export type Made = {
  readonly seed: number
  readonly recipe: Recipe.Recipe
  readonly width: number
  readonly height: number
  readonly pixels: string
}
export type GenerateNote = { readonly made: Made }
export type GenerateAnswer = { readonly hash: string; readonly name: string; readonly styles: readonly string[] }

// A picture is made when its recipe is written, which is done last: what an earlier try made is not made again.
serve<GenerateOrder, GenerateAnswer, GenerateNote>(async ({ model: file, seeds, input, folder }, tell) => {
  const model = Model.parse(file)
  const { name, styles } = model.header
  const style = input.style ?? (styles[0] as string)
  for (const seed of new Set(seeds)) tell({ made: findMade(folder, seed) ?? (await draw(seed)) })
  return { hash: model.hash, name, styles }

  async function draw(seed: number): Promise<Made> {
    const exact = recipe(model, { ...input, seed, style })
    const picture = render(model, exact)
    const { width, height } = picture
    const made = { seed, recipe: exact, width, height, pixels: Picture.hash(picture) }
    keepFile(join(folder, `${seed}.png`), encodePng(picture))
    keepFile(join(folder, `${seed}.webp`), (await previewOf(picture)).bytes)
    keepFile(join(folder, `${seed}.json`), new TextEncoder().encode(JSON.stringify(made)))
    return made
  }
})

function findMade(folder: string, seed: number): Made | undefined {
  const kept = findFile(join(folder, `${seed}.json`))
  return kept && (JSON.parse(new TextDecoder().decode(kept)) as Made)
}
