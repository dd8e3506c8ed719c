import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Trained } from '@tributary/engine'
import { BaseError } from '@tributary/protocol'
import { writeWhole } from '@tributary/sdk/node'

/** Where a training run writes: model, card, losses, sample sheets, and while it is unfinished its checkpoint. */
export type TrainingFolder = {
  readonly path: string
  readonly model: string
  readonly card: string
  readonly manifest: string
  readonly losses: string
  readonly checkpoint: string
  /** The newest sample sheet. */
  readonly sheet: string
}

/** The places in a training folder. Touches nothing. */
export function at(path: string, name: string): TrainingFolder {
  return {
    path,
    model: join(path, `${name}.model`),
    card: join(path, 'model-card.md'),
    manifest: join(path, 'dataset.txt'),
    losses: join(path, 'losses.csv'),
    checkpoint: join(path, 'checkpoint'),
    sheet: join(path, 'sheet.png'),
  }
}

/** Where an unfinished run stands, if one is to be resumed; a folder in use is refused otherwise. Touches nothing. */
export function checkpointOf(folder: TrainingFolder, { resume }: { resume: boolean }): Uint8Array | undefined {
  if (existsSync(folder.checkpoint)) {
    if (resume) return readFileSync(folder.checkpoint)
    throw new UnfinishedError({ path: folder.path })
  }
  if (resume) throw new NothingToResumeError({ path: folder.path })
  if (existsSync(folder.model)) throw new FinishedError({ model: folder.model })
  return undefined
}

/** Makes the folder of a new run. */
export function begin(folder: TrainingFolder): void {
  mkdirSync(folder.path, { recursive: true })
  writeFileSync(folder.losses, 'step,generator,discriminator,penalty\n')
}

/** Keeps a sample sheet under its step, and as the newest. */
export function keepSheet(folder: TrainingFolder, step: number, png: Uint8Array): string {
  const path = join(folder.path, 'sheets', `${String(step).padStart(6, '0')}.png`)
  writeWhole(path, png)
  writeWhole(folder.sheet, png)
  return path
}

/** Keeps what a part of the run reached, so that nothing before it can be lost. */
export function keepPart(folder: TrainingFolder, { checkpoint, losses }: Trained): void {
  const rows = losses.map(({ step, generator, discriminator, penalty }) =>
    [step, generator.toFixed(5), discriminator.toFixed(5), penalty.toFixed(5)].join(),
  )
  if (rows.length > 0) appendFileSync(folder.losses, `${rows.join('\n')}\n`)
  writeWhole(folder.checkpoint, checkpoint)
}

/** Keeps the finished model and drops the checkpoint. */
export function finish(folder: TrainingFolder, { file }: Trained, card: string, manifest: Uint8Array): void {
  writeWhole(folder.manifest, manifest)
  writeWhole(folder.card, card)
  writeWhole(folder.model, file)
  rmSync(folder.checkpoint, { force: true })
}

/** The folder holds a run that was stopped. */
export class UnfinishedError extends BaseError {
  override readonly name = 'Train.UnfinishedError'
  constructor({ path }: { path: string }) {
    super(`${path} holds a training run that is not finished.`, {
      hint: 'Go on with --resume, or train into another folder with --out.',
    })
  }
}

/** There is no run to go on with. */
export class NothingToResumeError extends BaseError {
  override readonly name = 'Train.NothingToResumeError'
  constructor({ path }: { path: string }) {
    super(`${path} holds no training run that could be resumed.`, { hint: 'Start one without --resume.' })
  }
}

/** The folder holds a finished model. */
export class FinishedError extends BaseError {
  override readonly name = 'Train.FinishedError'
  constructor({ model }: { model: string }) {
    super(`${model} exists already; models are never overwritten.`, {
      hint: 'Choose another folder with --out, or another name with --name.',
    })
  }
}
