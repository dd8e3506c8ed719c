import { readFileSync } from 'node:fs'
import type { RecipeInput } from '../src/render/render.ts'

/** Recipes by the shipped model and the hashes of their pictures, which every machine must reach. */
export type Golden = {
  readonly model: string
  readonly cases: readonly { readonly recipe: RecipeInput; readonly hash: string }[]
}

/** The committed golden hashes; `node packages/engine/test/writeGolden.ts` writes them anew for another model. */
export const golden: Golden = JSON.parse(readFileSync(new URL('./golden.json', import.meta.url), 'utf8')) as Golden
