import { Arena } from '../core/Arena.ts'
import { Random } from '../core/Random.ts'
import { Tape } from '../core/Tape.ts'
import * as Discriminator from '../network/Discriminator.ts'
import * as Generator from '../network/Generator.ts'
import { initial, type LayerSpec } from '../network/Layer.ts'
import { Parameters } from '../network/Parameters.ts'
import { type Batch, draw, purposes } from './Batch.ts'
import type { Corpus } from './Corpus.ts'
import { discriminatorGradient, generatorGradient, type Networks, pairs, penaltyGradient } from './gradients.ts'
import { Optimizer } from './Optimizer.ts'
import { architectureOf, type Settings } from './Settings.ts'
import type { Team } from './Team.ts'

/** Sums over the pairs and penalties seen since they were last taken. */
export type Totals = { generator: number; discriminator: number; penalty: number; pairs: number; penalties: number }

/** What a run is a function of. */
export type RunInputs = { readonly corpus: Corpus; readonly settings: Settings; readonly seed: number }

/** A training run inside one thread: both networks, their optimizers and the running average of the generator. */
export class Run {
  readonly generator: Optimizer
  readonly discriminator: Optimizer
  /** Steps done. */
  step = 0
  readonly #arena = new Arena()
  readonly #networks: Networks
  readonly #average: number
  readonly #inputs: RunInputs
  readonly #team: Team
  #totals: Totals = nothing()

  constructor(inputs: RunInputs, team: Team) {
    const { corpus, settings, seed } = inputs
    this.#inputs = inputs
    this.#team = team
    const random = new Random(seed, purposes.initial)
    const generator = this.#network(Generator.specs(architectureOf(settings), corpus.styleCount), random)
    const discriminator = this.#network(Discriminator.specs(settings.channels, corpus.styleCount), random)
    this.#networks = { tape: new Tape(this.#arena), generator, discriminator }
    this.generator = new Optimizer(generator)
    this.discriminator = new Optimizer(discriminator)
    this.#average = this.#arena.put(generator.values().slice())
  }

  /** One step of the discriminator, then one of the generator. */
  advance(): void {
    const { settings } = this.#inputs
    this.#update(this.discriminator, settings.discriminatorRate, (shard) => this.#teachDiscriminator(shard))
    this.#update(this.generator, settings.generatorRate, (shard) => this.#teachGenerator(shard))
    const share = 1 - Math.min(settings.average, (this.step + 1) / (this.step + 10))
    const { pointer, length } = this.generator.parameters
    this.#arena.kernel.blend(this.#average, pointer, share, length)
    this.step++
  }

  /** The running average of the generator's weights: what ships. */
  average(): Float32Array {
    return this.#arena.floats(this.#average, this.generator.parameters.length)
  }

  /** The sums of this thread since the last call. */
  takeTotals(): Totals {
    const totals = this.#totals
    this.#totals = nothing()
    return totals
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

  #update(optimizer: Optimizer, rate: number, teach: (shard: number) => void): void {
    const { parameters } = optimizer
    for (const shard of this.#team.mine) {
      parameters.gradients().fill(0)
      const mark = this.#arena.mark()
      teach(shard)
      this.#arena.release(mark)
      this.#team.submit(shard, parameters.gradients())
    }
    this.#team.collect(parameters.length, (gradients) => {
      const sum = parameters.gradients()
      sum.set(gradients[0]!.subarray(0, sum.length))
      for (const gradient of gradients.slice(1)) for (let i = 0; i < sum.length; i++) sum[i]! += gradient[i]!
    })
    optimizer.update(this.step, rate)
  }

  #teachDiscriminator(shard: number): void {
    const { settings } = this.#inputs
    const batch = this.#draw(purposes.discriminator, shard)
    const seen = pairs(this.#networks, batch)
    this.#totals.discriminator += discriminatorGradient(this.#networks, seen, batch, settings)
    this.#totals.pairs += batch.count
    if (this.step % settings.penaltyInterval !== 0) return
    this.#totals.penalty += penaltyGradient(this.#networks, seen, batch, settings)
    this.#totals.penalties += 2 * batch.count
  }

  #teachGenerator(shard: number): void {
    const batch = this.#draw(purposes.generator, shard)
    this.#totals.generator += generatorGradient(this.#networks, batch, this.#inputs.settings)
  }

  #draw(purpose: number, shard: number): Batch {
    const { corpus, settings, seed } = this.#inputs
    return draw(corpus, settings, seed, this.step, purpose, shard)
  }
}

function nothing(): Totals {
  return { generator: 0, discriminator: 0, penalty: 0, pairs: 0, penalties: 0 }
}
