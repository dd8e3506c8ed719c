import type { JobKind } from '@tributary/sdk/wire'
import type { Perform } from '../Kind.ts'
import { makeDataset } from './dataset.ts'
import { generate } from './generate.ts'
import { trainModel } from './train.ts'

/** How each kind of job is done. */
export const kinds: Readonly<Partial<Record<JobKind, Perform>>> = {
  dataset: makeDataset,
  train: trainModel,
  generate,
}
