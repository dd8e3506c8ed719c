import type { DataSet } from '../data/DataSet.ts'
import type { Model } from '../model/Model.ts'
import type { Settings } from './Settings.ts'

/** What `train` needs. */
export type TrainOptions = {
  readonly dataset: DataSet
  /** An unsigned 32-bit integer. */
  readonly seed: number
  readonly settings?: Partial<Settings>
  /** Name of the model. */
  readonly name?: string
  /** 1 to 4; the weights do not depend on it. More than one needs `@tributary/engine/node`. */
  readonly threads?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void | Promise<void>
  /** Steps between two sample sheets; 0 for none. */
  readonly sampleInterval?: number
  /** Where to go on, from an earlier run with the same data, seed and settings. */
  readonly checkpoint?: Uint8Array
}

/** Where a training run stands. */
export type Progress = {
  readonly step: number
  readonly steps: number
  /** Steps per second since the last report. */
  readonly rate: number
  /** Seconds to go at that rate. */
  readonly secondsLeft: number
  readonly losses: Losses
  /** A PNG of one row of pictures per style, at the interval asked for. */
  readonly sheet?: Uint8Array
  readonly warnings: readonly string[]
}

/** Means since the last report. For people to read: they do not enter the weights. */
export type Losses = { readonly generator: number; readonly discriminator: number; readonly penalty: number }

/** A finished or canceled run. */
export type Trained = {
  readonly model: Model
  /** The model file. */
  readonly file: Uint8Array
  /** Give it to `train` to go on from here. */
  readonly checkpoint: Uint8Array
  readonly canceled: boolean
  readonly steps: number
  readonly losses: readonly (Losses & { readonly step: number })[]
}
