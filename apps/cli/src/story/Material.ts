import { resolve } from 'node:path'
import type { DataSet } from '@tributary/engine'
import type { Context } from '../frame/Context.ts'
import type { Weights } from './chapters/publishModel.ts'
import { ownMaterial } from './ownMaterial.ts'
import { sampleMaterial } from './sampleMaterial.ts'

/** What the story is played on: pictures of artists, and how to come by a model of them. */
export type Material = {
  readonly name: string
  readonly dataset: DataSet.DataSet
  readonly weights: () => Promise<Weights>
}

/** The material a person asked for: their own pictures, or the sample that comes along. */
export function materialFor(context: Context, { data, steps }: { data?: string; steps?: number }): Promise<Material> {
  return data === undefined ? sampleMaterial() : ownMaterial(context, resolve(data), steps)
}
