import type { StepLosses } from './Run.ts'

/** Means over some steps. For people to read: they do not enter the weights. */
export type Losses = { readonly generator: number; readonly discriminator: number; readonly penalty: number }

/** Means of the losses between two reports. */
export class LossMeter {
  #generator: number[] = []
  #discriminator: number[] = []
  #penalty: number[] = []

  add(losses: StepLosses): void {
    this.#generator.push(losses.generator)
    this.#discriminator.push(losses.discriminator)
    if (losses.penalty !== undefined) this.#penalty.push(losses.penalty)
  }

  /** The means since the last call; 0 where there was nothing. */
  take(): Losses {
    const means = {
      generator: mean(this.#generator),
      discriminator: mean(this.#discriminator),
      penalty: mean(this.#penalty),
    }
    this.#generator = []
    this.#discriminator = []
    this.#penalty = []
    return means
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
