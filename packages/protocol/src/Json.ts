/** Readers of untrusted JSON: tolerant about how a number is written, strict about what it may be. */
import type { Hex } from 'viem'
import { BaseError } from './BaseError.ts'

/** How an integer may be written in JSON: a safe number, a decimal string or 0x-hex. */
export type Integer = number | string | bigint

/**
 * Reads an unsigned integer of at most `bits` bits.
 *
 * @example
 * ```ts
 * import { Json } from '@tributary/protocol'
 *
 * Json.toUint('0x10', 128, 'weight') // 16n
 * ```
 */
export function toUint(value: unknown, bits: number, name: string): bigint {
  const integer = toBigInt(value, name)
  if (integer < 0n || integer >= 1n << BigInt(bits)) {
    throw new ValueError({ name, value: String(value), limit: `an integer from 0 to 2^${bits} - 1` })
  }
  return integer
}

/** Reads an unsigned integer that fits a JavaScript number exactly. */
export function toNumber(value: unknown, bits: number, name: string): number {
  return Number(toUint(value, Math.min(bits, 53), name))
}

/** Whether a value is exactly `size` bytes of 0x-hex. */
export function isBytes(value: unknown, size: number): value is Hex {
  return typeof value === 'string' && value.length === 2 + 2 * size && /^0x[0-9a-fA-F]*$/.test(value)
}

/** Reads exactly `size` bytes of 0x-hex, in lower case. */
export function toBytes(value: unknown, size: number, name: string): Hex {
  if (isBytes(value, size)) return value.toLowerCase() as Hex
  throw new ValueError({ name, value: show(value), limit: `${size} bytes as 0x-hex` })
}

/** Reads a 20-byte address in any letter case; the letters are not taken as a checksum. */
export function toAddress(value: unknown, name: string): Hex {
  return toBytes(value, 20, name)
}

/** Reads one of some words, written as the word in any case or as its place among them; nothing if it is none. */
export function toWord<word extends string>(value: unknown, words: readonly word[]): word | undefined {
  if (typeof value === 'number') return words[value]
  if (typeof value !== 'string') return undefined
  return /^[0-9]+$/.test(value) ? words[Number(value)] : words.find((word) => word === value.toLowerCase())
}

/** Reads a plain object. */
export function toObject(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new ValueError({ name, value: show(value), limit: 'an object' })
}

/** Reads an array. */
export function toArray(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new ValueError({ name, value: show(value), limit: 'an array' })
}

function toBigInt(value: unknown, name: string): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value === 'string' && /^(0x[0-9a-fA-F]+|-?[0-9]+)$/.test(value)) return BigInt(value)
  throw new ValueError({ name, value: show(value), limit: 'an integer as a safe number, a decimal string or 0x-hex' })
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value))
  return text.length > 100 ? `${text.slice(0, 100)}...` : text
}

/** A JSON value is not what its place asks for. */
export class ValueError extends BaseError {
  override readonly name = 'Json.ValueError'
  constructor({ name, value, limit }: { name: string; value: string; limit: string }) {
    super(`${name} is ${value}; it must be ${limit}.`)
  }
}
