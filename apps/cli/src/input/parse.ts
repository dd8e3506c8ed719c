import { InvalidArgumentError } from 'commander'
import { type Address, getAddress, isAddress } from 'viem'

/** Reads a whole number between two limits, for commander's options. */
export function integerBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
    if (Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}

/** Reads a number between two limits, for commander's options. */
export function numberBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (Number.isFinite(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
  }
}

/** Reads an address; one with capital letters must have a right checksum. */
export function parseAddress(text: string): Address {
  if (isAddress(text)) return getAddress(text)
  throw new InvalidArgumentError('It must be an address: 0x and 40 hexadecimal digits, with a right checksum if any.')
}

/** Reads the address of a chain's RPC. */
export function parseUrl(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text
  throw new InvalidArgumentError('It must be an address that starts with http:// or https://.')
}
