import { performance } from 'node:perf_hooks'
import { type DataSet, defaults, type Progress as Report, type Trained } from '@tributary/engine'
import { train } from '@tributary/engine/node'
import type { Context } from '../frame/Context.ts'
import { InterruptedError } from '../frame/Failure.ts'
import { keepPart, keepSheet, type TrainingFolder } from './TrainingFolder.ts'

/** What a person may choose about a run. */
export type Plan = {
  readonly name: string
  readonly seed: number
  readonly threads: number
  readonly samples: number
  /** Steps in all; with `minutes`, at most. */
  readonly steps?: number | undefined
  readonly minutes?: number | undefined
}

/** What a run led to. */
export type Outcome = {
  readonly trained: Trained
  readonly seconds: number
  readonly finished: Date
  readonly last: Report | undefined
}

/** After so many steps what was reached is written down: about half a minute's work. */
const stepsPerPart = 250
/** With a time limit the clock decides, not the steps. */
const endless = 10_000_000

/**
 * Trains in parts, each kept on disk before the next begins: what a crash can cost is one part. The engine gives the
 * same weights however a run is cut.
 */
export async function trainFolder(
  context: Context,
  { dataset, plan, folder }: { dataset: DataSet.DataSet; plan: Plan; folder: TrainingFolder },
  checkpoint: Uint8Array | undefined,
): Promise<Outcome> {
  const started = performance.now()
  const total = plan.steps ?? (plan.minutes === undefined ? defaults.steps : endless)
  const stop = context.cancellable(`Go on with the same command and --resume (${folder.path}).`)
  const clock = plan.minutes === undefined ? undefined : AbortSignal.timeout(plan.minutes * 60_000)
  const signal = clock === undefined ? stop : AbortSignal.any([stop, clock])
  const show = shower(context, folder, total, plan)
  const part = (steps: number, from: Uint8Array | undefined): Promise<Trained> =>
    train({ dataset, ...options(plan, steps), signal, onProgress: show.report, ...(from && { checkpoint: from }) })

  // Asked for no more than was done, a resumed run only says where it stands.
  let trained = checkpoint && (await part(1, checkpoint))
  show.start(trained ? stepsOf(trained) : 0)
  do {
    trained = await part(Math.min(total, (trained ? stepsOf(trained) : 0) + stepsPerPart), trained?.checkpoint)
    keepPart(folder, trained)
  } while (!signal.aborted && stepsOf(trained) < total)
  show.finish(stepsOf(trained))
  if (stop.aborted) throw new InterruptedError(context.resume)
  // The clock stopped it somewhere inside a part: the model names the steps that were done, not those that were meant.
  if (trained.canceled) {
    trained = await train({ dataset, ...options(plan, stepsOf(trained)), checkpoint: trained.checkpoint })
  }
  return { trained, seconds: (performance.now() - started) / 1000, finished: new Date(), last: show.last() }
}

function options({ name, seed, threads, samples }: Plan, steps: number): Omit<Parameters<typeof train>[0], 'dataset'> {
  return { name, seed, threads, settings: { steps }, sampleInterval: samples, progressInterval: 5 }
}

function stepsOf({ model }: Trained): number {
  return model.header.training.steps
}

type Shower = {
  readonly start: (steps: number) => void
  readonly report: (report: Report) => void
  readonly finish: (steps: number) => void
  readonly last: () => Report | undefined
}

function shower(context: Context, folder: TrainingFolder, total: number, plan: Plan): Shower {
  const { dim, warn } = context.notePaint
  const started = performance.now()
  const warned = new Set<string>()
  let progress = context.progress('Training', total)
  let last: Report | undefined
  return {
    start: (steps) => {
      progress = context.progress('Training', total, steps)
    },
    report: (report) => {
      last = report
      progress.update(report.step, losses(report), estimate(report, total, plan, started))
      if (report.sheet) progress.line(dim(`sample sheet ${keepSheet(folder, report.step, report.sheet)}`))
      for (const warning of report.warnings) if (!warned.has(warning)) progress.line(warn(warning))
      for (const warning of report.warnings) warned.add(warning)
    },
    finish: (steps) => {
      progress.update(steps, '', plan.minutes === undefined ? total : steps)
      progress.finish(last ? losses(last) : '')
    },
    last: () => last,
  }
}

function losses({ losses: { generator, discriminator } }: Report): string {
  return `generator ${generator.toFixed(3)}  discriminator ${discriminator.toFixed(3)}`
}

/** With a time limit nobody knows the steps; the speed so far tells about how many there will be. */
function estimate({ step, rate }: Report, total: number, { minutes }: Plan, started: number): number {
  if (minutes === undefined) return total
  const secondsLeft = minutes * 60 - (performance.now() - started) / 1000
  return Math.min(total, step + Math.round(Math.max(0, secondsLeft) * rate))
}
