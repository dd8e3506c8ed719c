/**
 * Random numbers from integers alone: the same on every machine, and any number of independent streams.
 *
 * Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (xoshiro128**), 2019; the state is
 * filled by murmur3's finalizer over the words of the seed.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #d: number

  /** Every different list of unsigned 32-bit words is a stream of its own. */
  constructor(...words: readonly number[]) {
    let state = words.length
    for (const word of words) state = mix(Math.imul(state, 0x9e3779b1) ^ word)
    this.#a = mix(state + 0x9e3779b9)
    this.#b = mix(state + 0x3c6ef372)
    this.#c = mix(state + 0xdaa66d2b)
    this.#d = mix(state + 0x78dde6e4) | 1
  }

  /** The next unsigned 32-bit integer. */
  word(): number {
    const scrambled = Math.imul(this.#b, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const shifted = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= shifted
    this.#d = (this.#d << 11) | (this.#d >>> 21)
    return result
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return this.word() / 4294967296
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit()
  }

  /** Uniform among 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor(this.unit() * count)
  }

  /** Nearly normal, mean 0 and variance 1: the sum of twelve uniform numbers (Irwin-Hall), exact in binary64. */
  normal(): number {
    let sum = 0
    for (let i = 0; i < 12; i++) sum += this.unit()
    return sum - 6
  }
}

function mix(word: number): number {
  let z = word >>> 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return (z ^ (z >>> 16)) >>> 0
}
