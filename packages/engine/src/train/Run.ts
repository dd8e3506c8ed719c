import { Arena } from '../core/Arena.ts'
import { Random } from '../core/Random.ts'
import { Tape } from '../core/Tape.ts'
import type { Model } from '../model/Model.ts'
import * as Discriminator from '../network/Discriminator.ts'
import * as Generator from '../network/Generator.ts'
import { initial, type LayerSpec } from '../network/Layer.ts'
import { Parameters } from '../network/Parameters.ts'
import { type Batch, draw, purposes } from './Batch.ts'
import type { Corpus } from './Corpus.ts'
import { discriminatorGradient, generatorGradient, type Networks, pairs, penaltyGradient } from './gradients.ts'
import { inherit } from './inherit.ts'
import { Optimizer } from './Optimizer.ts'
import { architectureOf, type Settings } from './Settings.ts'
import type { Part, Team } from './Team.ts'

/** What a run is a function of. */
export type RunInputs = {
  readonly corpus: Corpus
  readonly settings: Settings
  readonly seed: number
  /** The model to go on from, and the names of this run's styles. */
  readonly parent?: { readonly model: Model; readonly styles: readonly string[] }
}

/** Mean losses of one step; the penalty only of steps that have one. */
export type StepLosses = { readonly generator: number; readonly discriminator: number; readonly penalty?: number }

/** A training run inside one thread: both networks, their optimizers and the running average of the generator. */
export class Run {
  /** Steps done. */
  step = 0
  readonly #arena = new Arena()
  readonly #inputs: RunInputs
  readonly #team: Team
  readonly #networks: Networks
  readonly #generator: Optimizer
  readonly #discriminator: Optimizer
  readonly #average: number

  constructor(inputs: RunInputs, team: Team) {
    const { corpus, settings, seed } = inputs
    this.#inputs = inputs
    this.#team = team
    const random = new Random(seed, purposes.initial)
    const making = Generator.specs(architectureOf(settings), corpus.styleCount)
    const judging = Discriminator.specs(settings.view, settings.channels, corpus.styleCount)
    const generator = this.#network(making, random)
    const discriminator = this.#network(judging, random)
    if (inputs.parent !== undefined) {
      const { model, styles } = inputs.parent
      generator.values().set(inherit(model, styles, settings, generator.values()))
    }
    this.#networks = { tape: new Tape(this.#arena), generator, discriminator }
    this.#generator = new Optimizer(generator, making)
    this.#discriminator = new Optimizer(discriminator, judging)
    this.#average = this.#arena.put(generator.values().slice())
  }

  /** One step of the discriminator, then one of the generator. */
  advance(): StepLosses {
    const { settings } = this.#inputs
    const pace = settings.halving / (settings.halving + this.step)
    const judged = this.#update(this.#discriminator, settings.discriminatorRate * pace, (shard) => this.#judge(shard))
    const made = this.#update(this.#generator, settings.generatorRate * pace, (shard) => this.#make(shard))
    const share = 1 - Math.min(settings.average, (this.step + 1) / (this.step + 10))
    const { pointer, length } = this.#networks.generator
    this.#arena.kernel.blend(this.#average, pointer, share, length)
    const penalized = this.#penalizes()
    this.step++
    const losses = { generator: made.loss, discriminator: judged.loss }
    return penalized ? { ...losses, penalty: judged.penalty / 2 } : losses
  }

  /** The running average of the generator's weights: what ships. A copy. */
  average(): Float32Array {
    return this.#arena.floats(this.#average, this.#networks.generator.length).slice()
  }

  /** Everything that the next step depends on besides the inputs, part after part. Views: copy them before the next step. */
  state(): readonly Float32Array[] {
    const { generator, discriminator } = this.#networks
    const average = this.#arena.floats(this.#average, generator.length)
    const moments = [this.#generator.moments(), this.#discriminator.moments()]
    return [generator.values(), discriminator.values(), average, ...moments]
  }

  /** Goes back to a state that {@link state} gave after `step` steps. */
  restore(step: number, state: readonly Float32Array[]): void {
    for (const [i, part] of this.state().entries()) part.set(state[i]!)
    this.step = step
  }

  #network(specs: readonly LayerSpec[], random: Random): Parameters {
    const parameters = new Parameters(this.#arena, specs)
    let offset = 0
    for (const spec of specs) {
      const values = initial(spec, random)
      parameters.values().set(values, offset)
      offset += values.length
    }
    return parameters
  }

  /** Computes this thread's shards, sums all of them in their order, and moves the network. Returns mean losses. */
  #update(
    optimizer: Optimizer,
    rate: number,
    compute: (shard: number) => Omit<Part, 'gradient'>,
  ): Omit<Part, 'gradient'> {
    const { parameters } = optimizer
    for (const shard of this.#team.mine) {
      parameters.gradients().fill(0)
      const mark = this.#arena.mark()
      const losses = compute(shard)
      this.#arena.release(mark)
      this.#team.submit(shard, { ...losses, gradient: parameters.gradients() })
    }
    let [loss, penalty] = [0, 0]
    this.#team.collect(parameters.length, (parts) => {
      addUp(parameters.gradients(), parts)
      for (const part of parts) [loss, penalty] = [loss + part.loss, penalty + part.penalty]
    })
    optimizer.update(this.step, rate)
    const { batch } = this.#inputs.settings
    return { loss: loss / batch, penalty: penalty / batch }
  }

  #judge(shard: number): Omit<Part, 'gradient'> {
    const { settings } = this.#inputs
    const batch = this.#draw(purposes.discriminator, shard)
    const seen = pairs(this.#networks, batch)
    const loss = discriminatorGradient(this.#networks, seen, batch, settings)
    return { loss, penalty: this.#penalizes() ? penaltyGradient(this.#networks, seen, batch, settings) : 0 }
  }

  #make(shard: number): Omit<Part, 'gradient'> {
    const batch = this.#draw(purposes.generator, shard)
    return { loss: generatorGradient(this.#networks, batch, this.#inputs.settings), penalty: 0 }
  }

  #penalizes(): boolean {
    return this.step % this.#inputs.settings.penaltyInterval === 0
  }

  #draw(purpose: number, shard: number): Batch {
    const { corpus, settings, seed } = this.#inputs
    return draw(corpus, settings, seed, this.step, purpose, shard)
  }
}

/** The sum of the parts' gradients, first to last, whoever computed them. */
function addUp(sum: Float32Array, parts: readonly Part[]): void {
  sum.fill(0)
  for (const { gradient } of parts) {
    for (let i = 0; i < sum.length; i++) sum[i]! += gradient[i]!
  }
}
