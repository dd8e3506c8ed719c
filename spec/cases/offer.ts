import type { Hex } from 'viem'
import { fields, idOf, type Offer } from '../reference/offer.ts'
import { Random } from './Random.ts'

export function cases(): Record<string, unknown[]> {
  const random = new Random('offer')
  const smallest = fill(() => 0n)
  const largest = fill((bits) => 2n ** BigInt(bits) - 1n)
  const drawn = fill((bits) => random.bits(bits))
  const changed = fields.map(({ name }) => [`another ${name}`, { ...drawn, [name]: largest[name]! }] as const)
  const offers = [['smallest values', smallest], ['largest values', largest], ['drawn', drawn], ...changed] as const
  return { offers: offers.map(([name, offer]) => ({ name, offer, id: idOf(offer) })) }
}

/** Integers of up to 32 bits are numbers, as in the JSON of an offer. */
function fill(value: (bits: number) => bigint): Offer {
  const entries = fields.map(({ name, type }) => {
    if (type === 'address') return [name, hex(value(160), 20)] as const
    if (type === 'bytes32') return [name, hex(value(256), 32)] as const
    const bits = Number(type.slice('uint'.length))
    return [name, bits <= 32 ? Number(value(bits)) : value(bits)] as const
  })
  return Object.fromEntries(entries)
}

function hex(value: bigint, size: number): Hex {
  return `0x${value.toString(16).padStart(2 * size, '0')}`
}
