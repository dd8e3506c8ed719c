import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cardOf, cardToMarkdown, type DataSet, Model, type Progress, type Trained } from '@tributary/engine'
import { train } from '@tributary/engine/node'
import { findFile, keepFile } from '../files.ts'
import { serve } from '../threads/serve.ts'
import { type DatasetSources, readDataset } from './readDataset.ts'

export type TrainOrder = {
  readonly sources: DatasetSources
  readonly folder: string
  readonly name: string
  readonly seed: number
  readonly steps: number
  readonly settings: Readonly<Record<string, number | boolean>>
  readonly threads: number
  /** Steps between two sample sheets; what was reached is kept as often. */
  readonly samples: number
  /** The model file to go on from. */
  readonly parent?: Uint8Array | undefined
}
export type TrainNote =
  | { readonly read: number }
  | {
      readonly progress: Omit<Progress, 'sheet'>
      readonly sheet: string | undefined
      /** Steps that are on disk. */
      readonly kept: number
    }
export type TrainAnswer = {
  readonly hash: string
  readonly styles: readonly string[]
  readonly parameters: number
  readonly size: number
  readonly root: string
  readonly losses: Trained['losses']
  readonly warnings: readonly string[]
  readonly sheet: string | undefined
}
type Losses = Trained['losses'][number]

// Trains in parts, each kept on disk before the next begins: what a crash can cost is one part, and the engine gives the
// same weights however a run is cut.
serve<TrainOrder, TrainAnswer, TrainNote>(async (order, tell) => {
  const dataset = await readDataset(order.sources, (read) => tell({ read }))
  mkdirSync(join(order.folder, 'sheets'), { recursive: true })
  const run = new TrainingRun(order, dataset, tell)
  let trained = await run.resume()
  // Once at least: the model names the steps that were asked for, not those of the part where a try was cut off.
  do trained = await run.part(trained)
  while (stepsOf(trained) < order.steps)
  return run.finish(trained)
})

class TrainingRun {
  readonly #order: TrainOrder
  readonly #dataset: DataSet.DataSet
  readonly #tell: (note: TrainNote) => void
  readonly #parent: Model.Model | undefined
  readonly #warnings: Set<string>
  #losses: Losses[] = []
  #sheet: string | undefined
  #kept = 0
  #last: Omit<Progress, 'sheet'> | undefined

  constructor(order: TrainOrder, dataset: DataSet.DataSet, tell: (note: TrainNote) => void) {
    this.#order = order
    this.#dataset = dataset
    this.#tell = tell
    this.#parent = order.parent && Model.parse(order.parent)
    this.#warnings = new Set(dataset.warnings)
  }

  /** Where an earlier try stopped. A checkpoint that cannot be used is thrown away: the run begins again. */
  async resume(): Promise<Trained | undefined> {
    const path = join(this.#order.folder, 'checkpoint')
    const checkpoint = findFile(path)
    if (checkpoint === undefined) return undefined
    try {
      // Asked for no more than was done, the engine only says where it stands.
      const trained = await this.#train(1, checkpoint)
      const kept = findFile(join(this.#order.folder, 'losses.json'))
      const losses = kept ? (JSON.parse(new TextDecoder().decode(kept)) as Losses[]) : []
      this.#losses = losses.filter(({ step }) => step <= stepsOf(trained))
      this.#kept = stepsOf(trained)
      this.#sheet = this.#losses.length > 0 ? sheetName(stepsOf(trained)) : undefined
      return trained
    } catch {
      rmSync(path)
      return undefined
    }
  }

  /** Trains up to the next sample sheet, and keeps what was reached. */
  async part(from: Trained | undefined): Promise<Trained> {
    const { steps, samples, folder } = this.#order
    const trained = await this.#train(Math.min(steps, stepsOf(from) + samples), from?.checkpoint)
    this.#losses.push(...trained.losses)
    keepFile(join(folder, 'losses.json'), new TextEncoder().encode(JSON.stringify(this.#losses)))
    keepFile(join(folder, 'checkpoint'), trained.checkpoint)
    this.#kept = stepsOf(trained)
    if (this.#last) this.#tell({ progress: this.#last, sheet: undefined, kept: this.#kept })
    return trained
  }

  /** Writes the model and its card. */
  finish({ model, file }: Trained): TrainAnswer {
    const { folder } = this.#order
    const card = cardOf({ model, losses: this.#losses }, this.#dataset, new Date().toISOString())
    keepFile(join(folder, 'card.md'), new TextEncoder().encode(cardToMarkdown(card)))
    keepFile(join(folder, 'model'), file)
    return {
      hash: model.hash,
      styles: model.header.styles,
      parameters: model.weights.length,
      size: file.length,
      root: this.#dataset.root,
      losses: this.#losses,
      warnings: [...this.#warnings],
      sheet: this.#sheet,
    }
  }

  #train(steps: number, checkpoint: Uint8Array | undefined): Promise<Trained> {
    const { name, seed, settings, threads, samples } = this.#order
    return train({
      dataset: this.#dataset,
      name,
      seed,
      threads,
      settings: { ...settings, steps },
      sampleInterval: samples,
      progressInterval: 10,
      onProgress: (progress) => this.#report(progress),
      ...(this.#parent && { parent: this.#parent }),
      ...(checkpoint && { checkpoint }),
    })
  }

  #report({ sheet, ...progress }: Progress): void {
    if (sheet !== undefined) {
      this.#sheet = sheetName(progress.step)
      keepFile(join(this.#order.folder, this.#sheet), sheet)
    }
    for (const warning of progress.warnings) this.#warnings.add(warning)
    this.#last = progress
    this.#tell({ progress, sheet: sheet && this.#sheet, kept: this.#kept })
  }
}

function sheetName(step: number): string {
  return `sheets/${String(step).padStart(6, '0')}.png`
}

function stepsOf(trained: Trained | undefined): number {
  return trained?.model.header.training.steps ?? 0
}
