import { BaseError } from './BaseError.ts'

/** What a license lets its owner do. */
export type Right = 'display' | 'commercial' | 'derivative' | 'training' | 'resale'

/** The rights by name, each with its bit. */
export const bits: Readonly<Record<Right, number>> = {
  display: 1,
  commercial: 2,
  derivative: 4,
  training: 8,
  resale: 16,
}

/** All rights, in the order of their bits. */
export const all = Object.keys(bits) as readonly Right[]

/**
 * The mask of a list of rights.
 *
 * @example
 * ```ts
 * import { Rights } from '@tributary/protocol'
 *
 * Rights.from(['display', 'commercial']) // 3
 * ```
 */
export function from(rights: readonly Right[]): number {
  return rights.reduce((mask, right) => mask | bits[right], 0)
}

/** The rights of a mask. */
export function list(mask: number): Right[] {
  return all.filter((right) => (mask & bits[right]) !== 0)
}

/** Whether a mask holds a right. */
export function has(mask: number, right: Right): boolean {
  return (mask & bits[right]) !== 0
}

/** Reads rights written as a mask, as one word or as a list of words. */
export function parse(value: unknown, name = 'rights'): number {
  const isMask = typeof value === 'number' || (typeof value === 'string' && /^[0-9]+$/.test(value))
  if (isMask && Number(value) <= 31) return Number(value)
  const words = typeof value === 'string' ? value.split(/[\s,]+/) : value
  if (!isMask && Array.isArray(words) && words.every(isRight)) return from(words)
  throw new UnknownRightError({ name, value })
}

function isRight(word: unknown): word is Right {
  return (all as readonly unknown[]).includes(word)
}

/** An offer or question names a right that does not exist. */
export class UnknownRightError extends BaseError {
  override readonly name = 'Rights.UnknownRightError'
  constructor({ name, value }: { name: string; value: unknown }) {
    super(`${name} is ${JSON.stringify(value)}; it must be a mask up to 31 or a list of: ${all.join(', ')}.`)
  }
}
