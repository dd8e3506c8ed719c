import { type Hex, hexToBigInt, numberToHex } from 'viem'
import { BaseError } from './BaseError.ts'

/** The id of a license: its offer's id with the low 32 bits cleared, plus the serial number 1, 2, 3, ... */
export type License = bigint

/** The expiry of a license that is valid for ever. */
export const forEver: number = 2 ** 48 - 1

const serialMask = (1n << 32n) - 1n

/**
 * The id of the license that was sold as the n-th of an offer.
 *
 * @example
 * ```ts
 * import { License } from '@tributary/protocol'
 *
 * const offer = '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
 * License.serialOf(License.from({ offer, serial: 7 })) // 7
 * ```
 */
export function from({ offer, serial }: from.Sale): License {
  if (!Number.isInteger(serial) || serial < 1 || serial > 2 ** 32 - 1) throw new InvalidSerialError({ serial })
  return (hexToBigInt(offer) & ~serialMask) | BigInt(serial)
}

export declare namespace from {
  type Sale = { readonly offer: Hex; readonly serial: number }
}

/** The serial number of a license within its offer. */
export function serialOf(license: License): number {
  return Number(license & serialMask)
}

/** Whether a license was sold under an offer, as far as its id can tell. */
export function isOf(license: License, offer: Hex): boolean {
  return license >> 32n === hexToBigInt(offer) >> 32n
}

/** The license id as 32 bytes. */
export function toHex(license: License): Hex {
  return numberToHex(license, { size: 32 })
}

/** A serial number that no license has. */
export class InvalidSerialError extends BaseError {
  override readonly name = 'License.InvalidSerialError'
  constructor({ serial }: { serial: number }) {
    super(`The serial number is ${serial}; it must be from 1 to 2^32 - 1.`)
  }
}
