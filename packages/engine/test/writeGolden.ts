// Writes golden.json for the shipped model: to be run only when the model or the kernel is meant to change.
import { writeFile } from 'node:fs/promises'
import { Picture, type RecipeInput, recipe, render } from '../src/index.ts'
import { loadShipped } from '../src/node/index.ts'

const { model } = await loadShipped()
const inputs: RecipeInput[] = [
  ...model.header.styles.map((style, seed) => ({ seed, style, width: 256, height: 256 })),
  { seed: 4294967295, style: { [model.header.styles[0]!]: 1, [model.header.styles[1]!]: 2 }, width: 129, height: 67 },
  { seed: 11, style: model.header.styles[2]!, width: 1, height: 1 },
  {
    seed: 12,
    style: model.header.styles[3]!,
    width: 300,
    height: 200,
    parameters: { truncation: 0.6, zoom: 3, x: 0.2 },
  },
  { seed: 13, style: model.header.styles[4]!, width: 1024, height: 1024 },
]
const cases = inputs.map((input) => ({ recipe: input, hash: Picture.hash(render(model, recipe(model, input))) }))
const text = `${JSON.stringify({ model: model.hash, cases }, null, 2)}\n`
await writeFile(new URL('./golden.json', import.meta.url), text)
