import { Model, Picture, type RecipeInput, recipe, render } from '../src/index.ts'

/** Hashes of the pictures of the recipes; runs unchanged in Node, in a worker and in a browser. */
export function drawAll(file: Uint8Array, inputs: readonly RecipeInput[]): string[] {
  const model = Model.parse(file)
  return inputs.map((input) => Picture.hash(render(model, recipe(model, input))))
}
