import type { JobKind } from '@tributary/sdk/wire'
import { performPublish } from '../../drafts/performPublish.ts'
import { performVerify } from '../../verification/performVerify.ts'
import type { Perform } from '../Kind.ts'
import { makeDataset } from './dataset.ts'
import { generate } from './generate.ts'
import { trainModel } from './train.ts'

/** How each kind of job is done. */
export const kinds: Readonly<Record<JobKind, Perform>> = {
  dataset: makeDataset,
  train: trainModel,
  generate,
  publish: performPublish,
  verify: performVerify,
}
