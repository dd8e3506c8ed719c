import { encodeAbiParameters, type Hex, keccak256, toBytes } from 'viem'

/** Draws that depend on a name and nothing else, so that vectors are the same wherever they are made. */
export class Random {
  readonly #seed: Hex
  #draws = 0n

  constructor(name: string) {
    this.#seed = keccak256(toBytes(name))
  }

  word(): Hex {
    return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [this.#seed, this.#draws++]))
  }

  address(): Hex {
    return `0x${this.word().slice(-40)}`
  }

  /** From 0 to 2^bits - 1. */
  bits(bits: number): bigint {
    return BigInt(this.word()) % 2n ** BigInt(bits)
  }

  /** From 0 to count - 1. */
  below(count: number): number {
    return Number(BigInt(this.word()) % BigInt(count))
  }

  /** Any size up to 2^bits - 1, small ones as likely as large ones. */
  magnitude(bits: number): bigint {
    return this.bits(1 + this.below(bits))
  }

  pick<item>(items: readonly item[]): item {
    return items[this.below(items.length)]!
  }
}
