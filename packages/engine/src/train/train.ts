import { BaseError } from '../BaseError.ts'
import type { DataSet } from '../data/DataSet.ts'
import * as Kernel from '../kernel/Kernel.ts'
import { format, type Header } from '../model/Header.ts'
import { type Model, parse, serialize } from '../model/Model.ts'
import { encodePng } from '../pictures/encodePng.ts'
import { checkSeed } from '../render/Recipe.ts'
import * as Checkpoint from './Checkpoint.ts'
import { type Corpus, corpusOf } from './Corpus.ts'
import { type Losses, LossMeter } from './LossMeter.ts'
import { sheet, variety } from './preview.ts'
import { Run, type RunInputs } from './Run.ts'
import { architectureOf, type Settings, settingsOf } from './Settings.ts'
import { alone, type Team } from './Team.ts'

/** What `train` needs. */
export type TrainOptions = {
  readonly dataset: DataSet
  /** An unsigned 32-bit integer. */
  readonly seed: number
  /** Those that differ from the defaults. */
  readonly settings?: Partial<Settings>
  /** A model to go on from, of the same shape: styles it knows by name are kept, others are new. */
  readonly parent?: Model
  /** Name of the model. */
  readonly name?: string
  /** 1 to 4; the weights do not depend on it. More than one is for `@tributary/engine/node`. */
  readonly threads?: number
  /** Stops the run after the step it is in; what was reached is returned. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void | Promise<void>
  /** Steps between two reports. */
  readonly progressInterval?: number
  /** Steps between two sample sheets; 0 for none. */
  readonly sampleInterval?: number
  /** Milliseconds on any clock, for the speed in the reports: the engine itself has none. */
  readonly clock?: () => number
  /** Where to go on, from an earlier run with the same pictures, seed and settings. */
  readonly checkpoint?: Uint8Array
}

/** Where a training run stands. */
export type Progress = {
  readonly step: number
  readonly steps: number
  /** Steps per second since the last report; 0 without a clock. */
  readonly rate: number
  /** Seconds to go at that rate; infinite without a clock. */
  readonly secondsLeft: number
  readonly losses: Losses
  /** At sample intervals: a PNG of one row of pictures per style. */
  readonly sheet?: Uint8Array
  /** At sample intervals: how varied each style's pictures are, 1 being as varied as the artist's. */
  readonly variety?: { readonly [style: string]: number }
  /** Styles whose pictures look too much alike. */
  readonly warnings: readonly string[]
}

/** A finished or canceled run. */
export type Trained = {
  readonly model: Model
  /** The model file. */
  readonly file: Uint8Array
  /** Give it to `train` to go on from here. */
  readonly checkpoint: Uint8Array
  /** Whether the signal stopped it early. */
  readonly canceled: boolean
  readonly losses: readonly (Losses & { readonly step: number })[]
}

/** What a run needs of the machine. None of it enters the weights. */
export type Ports = {
  /** Lets others run between two steps. */
  pause(): Promise<void>
  /** The threads of the run; called once, before the first step. */
  team(job: Job): Crew
}

/** What every thread of a run must know. */
export type Job = RunInputs & { readonly checkpoint?: Checkpoint.Checkpoint }

/** The threads of a run, seen from the one that leads. */
export type Crew = {
  readonly team: Team
  /** Tells the others to make one more step. */
  advance(): void
  /** Sends them home. */
  dismiss(): Promise<void>
}

/** Below this variety a style has collapsed. */
const collapsed = 0.4

/** Trains in the calling thread alone, as in a browser; `@tributary/engine/node` has the same with threads. */
export function train(options: TrainOptions): Promise<Trained> {
  return lead(options, {
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    team: () => ({ team: alone(), advance: () => {}, dismiss: async () => {} }),
  })
}

/** Leads a run from its first step, or from a checkpoint, to its last or to the signal. */
export async function lead(options: TrainOptions, ports: Ports): Promise<Trained> {
  checkSeed(options.seed)
  const settings = settingsOf(options.settings ?? {})
  const session = new Session(options, settings, ports)
  try {
    while (!session.done() && options.signal?.aborted !== true) await session.step()
    return session.result(options.signal?.aborted === true && !session.done())
  } finally {
    await session.crew.dismiss()
  }
}

/** One run as the leading thread sees it. */
class Session {
  readonly crew: Crew
  readonly #options: TrainOptions
  readonly #settings: Settings
  readonly #ports: Ports
  readonly #corpus: Corpus
  readonly #styles: readonly string[]
  readonly #run: Run
  readonly #meter = new LossMeter()
  readonly #losses: (Losses & { readonly step: number })[] = []
  #since: { readonly step: number; readonly time: number }

  constructor(options: TrainOptions, settings: Settings, ports: Ports) {
    this.#options = options
    this.#settings = settings
    this.#ports = ports
    this.#styles = options.dataset.contributors.map(({ name }) => name)
    this.#corpus = corpusOf(options.dataset)
    const { seed } = options
    const checkpoint = options.checkpoint === undefined ? undefined : Checkpoint.parse(options.checkpoint)
    if (checkpoint !== undefined) Checkpoint.checkIdentity(checkpoint, this.#identity())
    const job: Job = {
      corpus: this.#corpus,
      settings,
      seed,
      ...(options.parent === undefined ? {} : { parent: { model: options.parent, styles: this.#styles } }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    }
    this.crew = ports.team(job)
    this.#run = new Run(job, this.crew.team)
    if (checkpoint !== undefined) this.#run.restore(checkpoint.step, checkpoint.state)
    this.#since = { step: this.#run.step, time: this.#now() }
  }

  done(): boolean {
    return this.#run.step >= this.#settings.steps
  }

  async step(): Promise<void> {
    this.crew.advance()
    const losses = this.#run.advance()
    if (!Number.isFinite(losses.generator + losses.discriminator)) throw new DivergedError({ step: this.#run.step })
    this.#meter.add(losses)
    const { step } = this.#run
    const { progressInterval = 20, sampleInterval = 0 } = this.#options
    const sampled = sampleInterval > 0 && (step % sampleInterval === 0 || this.done())
    if (sampled || step % progressInterval === 0 || this.done()) await this.#report(sampled)
    await this.#ports.pause()
  }

  result(canceled: boolean): Trained {
    const { name = 'model' } = this.#options
    const header: Header = {
      format,
      name,
      architecture: architectureOf(this.#settings),
      styles: this.#styles,
      training: { ...this.#identity(), steps: this.#run.step },
    }
    const file = serialize(header, this.#run.average())
    const state = this.#run.state()
    const checkpoint = Checkpoint.serialize({ identity: this.#identity(), step: this.#run.step, state })
    return { model: parse(file), file, checkpoint, canceled, losses: this.#losses }
  }

  #now(): number {
    return this.#options.clock?.() ?? 0
  }

  #identity(): Checkpoint.Identity {
    const { dataset, seed, parent } = this.#options
    const identity = { dataset: dataset.root, kernel: Kernel.hash, seed, settings: { ...this.#settings } }
    return parent === undefined ? identity : { ...identity, parent: parent.hash }
  }

  async #report(sampled: boolean): Promise<void> {
    const { step } = this.#run
    const losses = this.#meter.take()
    this.#losses.push({ ...losses, step })
    const time = this.#now()
    const seconds = (time - this.#since.time) / 1000
    const rate = seconds > 0 ? (step - this.#since.step) / seconds : 0
    this.#since = { step, time }
    const { steps } = this.#settings
    const secondsLeft = rate > 0 ? (steps - step) / rate : Number.POSITIVE_INFINITY
    const samples = sampled ? this.#samples() : { warnings: [] }
    await this.#options.onProgress?.({ step, steps, rate, secondsLeft, losses, ...samples })
  }

  #samples(): Pick<Progress, 'warnings'> & Required<Pick<Progress, 'sheet' | 'variety'>> {
    const weights = this.#run.average()
    const measured = variety(weights, this.#settings, this.#corpus)
    const byStyle = Object.fromEntries(this.#styles.map((style, i) => [style, measured[i]!]))
    const alike = Object.entries(byStyle).filter(([, value]) => value < collapsed)
    return {
      sheet: encodePng(sheet(weights, this.#settings, this.#styles.length)),
      variety: byStyle,
      warnings: alike.map(([style, value]) => collapse(style, value)),
    }
  }
}

function collapse(style: string, value: number): string {
  return `Pictures of "${style}" look alike: ${Math.round(value * 100)} % as varied as the artist's.`
}

/** The weights ran away. */
export class DivergedError extends BaseError {
  override readonly name = 'Training.DivergedError'
  constructor({ step }: { step: number }) {
    super(`The training diverged: its losses are no numbers after step ${step}.`, {
      hint: 'Lower generatorRate and discriminatorRate, or raise penalty.',
    })
  }
}
