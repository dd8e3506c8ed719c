import { type Address, type Hex, hashStruct, zeroAddress, zeroHash } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Json from './Json.ts'
import * as Rights from './Rights.ts'

/**
 * What a holder signs to sell a license: the whole contract between the two, readable in a wallet. Its EIP-712 struct
 * hash is its id. Times are seconds, money is token-wei, rates are parts per million.
 */
export type Offer = {
  /** Id of the licensed work. */
  readonly work: Hex
  /** The work's epoch that the signer saw; the offer dies when the work changes hands. */
  readonly epoch: bigint
  /** The signer's counter; `cancelAll` outdates every offer signed before. */
  readonly counter: bigint
  readonly token: Address
  /** Fixed price, or the price in the feed's quote. */
  readonly price: bigint
  /** Who may own the license at first; zero is anyone. */
  readonly buyer: Address
  /** How many licenses may ever be sold; at least 1. */
  readonly supply: number
  /** How long a license lasts; 0 is for ever. */
  readonly duration: bigint
  /** How many uses it includes; 0 is without limit. */
  readonly uses: number
  /** Mask of the rights granted, see `Rights`. */
  readonly rights: number
  /** Mask of the granted rights nobody else is sold while the license lasts. */
  readonly exclusive: number
  /** Least share a linked derivative must owe the work. */
  readonly derivativeShare: number
  /** Share of declared revenue that is due. */
  readonly revenueShare: number
  /** Declared revenue at which the rights end; 0 is without limit. */
  readonly revenueCap: bigint
  /** Longest time between two declarations; 0 is none required. */
  readonly reportingPeriod: bigint
  /** Hash of the channel the license is limited to; 0 is every channel. */
  readonly channel: Hex
  /** SHA-256 of the license text. */
  readonly text: Hex
  /** Key that may deliver or refund bare transfers to this offer's checkouts; zero is none. */
  readonly gateway: Address
  /** Chainlink-style price feed; zero means the price is fixed. */
  readonly feed: Address
  /** Bounds on the amount a feed leads to. */
  readonly minPrice: bigint
  readonly maxPrice: bigint
  /** Oldest feed answer accepted. */
  readonly maxAge: number
  /** Last second at which the offer may be bought. */
  readonly validUntil: bigint
  /** Makes two offers of the same terms differ. */
  readonly salt: bigint
}

/** An offer as JSON files and `--json` write it: every integer above 32 bits as a decimal string. */
export type JsonOffer = { readonly [field in keyof Offer]: Offer[field] extends bigint ? string : Offer[field] }

/** The EIP-712 types of an offer. */
export const types = {
  Offer: [
    { name: 'work', type: 'bytes32' },
    { name: 'epoch', type: 'uint64' },
    { name: 'counter', type: 'uint64' },
    { name: 'token', type: 'address' },
    { name: 'price', type: 'uint128' },
    { name: 'buyer', type: 'address' },
    { name: 'supply', type: 'uint32' },
    { name: 'duration', type: 'uint64' },
    { name: 'uses', type: 'uint32' },
    { name: 'rights', type: 'uint8' },
    { name: 'exclusive', type: 'uint8' },
    { name: 'derivativeShare', type: 'uint32' },
    { name: 'revenueShare', type: 'uint32' },
    { name: 'revenueCap', type: 'uint128' },
    { name: 'reportingPeriod', type: 'uint64' },
    { name: 'channel', type: 'bytes32' },
    { name: 'text', type: 'bytes32' },
    { name: 'gateway', type: 'address' },
    { name: 'feed', type: 'address' },
    { name: 'minPrice', type: 'uint128' },
    { name: 'maxPrice', type: 'uint128' },
    { name: 'maxAge', type: 'uint32' },
    { name: 'validUntil', type: 'uint64' },
    { name: 'salt', type: 'uint256' },
  ],
} as const

/** Times and counts that mean "as long as possible". */
const forEver = (1n << 64n) - 1n

/** The whole, in parts per million. */
const whole = 1_000_000

/**
 * A valid offer from its fields; what is left out is the widest: anyone may buy, once, for ever, without limits.
 *
 * @example
 * ```ts
 * import { Offer, Rights } from '@tributary/protocol'
 *
 * const offer = Offer.from({
 *   work: '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
 *   token: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
 *   price: 10_000_000n,
 *   rights: Rights.from(['display']),
 * })
 * Offer.id(offer) // 32 bytes
 * ```
 */
export function from(fields: from.Fields): Offer {
  const offer = { ...open, ...fields }
  validate(offer)
  return offer
}

export declare namespace from {
  type Fields = Pick<Offer, 'work' | 'token' | 'price' | 'rights'> & Partial<Offer>
}

const open = {
  epoch: 0n,
  counter: 0n,
  buyer: zeroAddress,
  supply: 1,
  duration: 0n,
  uses: 0,
  exclusive: 0,
  derivativeShare: 0,
  revenueShare: 0,
  revenueCap: 0n,
  reportingPeriod: 0n,
  channel: zeroHash,
  text: zeroHash,
  gateway: zeroAddress,
  feed: zeroAddress,
  minPrice: 0n,
  maxPrice: 0n,
  maxAge: 0,
  validUntil: forEver,
  salt: 0n,
} satisfies Partial<Offer>

/** The id: the EIP-712 struct hash of the offer. */
export function id(offer: Offer): Hex {
  return hashStruct({ types, primaryType: 'Offer', data: offer })
}

/** Throws unless Licenses would sell under the offer. */
export function validate(offer: Offer): void {
  for (const { name, type } of types.Offer) readField(offer[name], type, name)
  if (offer.supply === 0) throw new InvalidOfferError({ reason: 'the supply is 0; the least is 1' })
  if (offer.rights === 0 || offer.rights > 31) {
    throw new InvalidOfferError({ reason: `the rights are ${offer.rights}; they must be a mask from 1 to 31` })
  }
  if ((offer.exclusive & ~offer.rights) !== 0) {
    throw new InvalidOfferError({ reason: `the exclusive rights ${offer.exclusive} are not among ${offer.rights}` })
  }
  for (const name of ['derivativeShare', 'revenueShare'] as const) {
    if (offer[name] > whole) throw new InvalidOfferError({ reason: `${name} is ${offer[name]}; the most is ${whole}` })
  }
  if (offer.reportingPeriod >= 1n << 48n) {
    throw new InvalidOfferError({ reason: `reportingPeriod is ${offer.reportingPeriod}; the most is 2^48 - 1` })
  }
}

/** Reads an offer from JSON; absent fields as in `from`, rights as a mask or as words. */
export function parse(value: unknown, name = 'offer'): Offer {
  const fields = { ...open, ...Json.toObject(value, name) } as Record<string, unknown>
  for (const mask of ['rights', 'exclusive']) fields[mask] = Rights.parse(fields[mask], `${name}.${mask}`)
  const read = types.Offer.map(({ name: field, type }) => [field, readField(fields[field], type, `${name}.${field}`)])
  const offer = Object.fromEntries(read) as Offer
  validate(offer)
  return offer
}

/** The offer as JSON files and `--json` write it. */
export function toJson(offer: Offer): JsonOffer {
  const written = types.Offer.map(({ name }) => {
    const value = offer[name]
    return [name, typeof value === 'bigint' ? `${value}` : value]
  })
  return Object.fromEntries(written) as JsonOffer
}

/** Up to 32 bits a field is a number, as viem gives it. */
function readField(value: unknown, type: string, name: string): Hex | bigint | number {
  if (type === 'bytes32') return Json.toBytes(value, 32, name)
  if (type === 'address') return Json.toAddress(value, name)
  const bits = Number(type.slice('uint'.length))
  return bits <= 32 ? Json.toNumber(value, bits, name) : Json.toUint(value, bits, name)
}

/** The terms of an offer contradict each other or pass a limit. */
export class InvalidOfferError extends BaseError {
  override readonly name = 'Offer.InvalidOfferError'
  constructor({ reason }: { reason: string }) {
    super(`The offer cannot be sold: ${reason}.`)
  }
}
