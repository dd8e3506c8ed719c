/**
 * What a part of a payment is worth. Every due is a floor of the whole gross, so it only grows with gross and the sum
 * of all dues never exceeds it (R-3); `gross - sum of floors` for the residual would break both.
 */
import { BaseError } from './BaseError.ts'

/** The whole of a payment, in parts per million. */
export const whole = 1_000_000n

/**
 * What a flow is due of all that its bucket ever earned.
 *
 * - Unit: token-wei in and out, share in parts per million.
 * - Rounding: down, in favour of the ledger.
 *
 * @example
 * ```ts
 * import { Amount } from '@tributary/protocol'
 *
 * Amount.flowDue(10_000_000n, 150_000) // 1_500_000n
 * ```
 */
export function flowDue(gross: bigint, share: number): bigint {
  return (gross * BigInt(share)) / whole
}

/** What the residual is due, in token-wei, rounded down; `shares` are those of the flows. */
export function residualDue(gross: bigint, shares: readonly number[]): bigint {
  return (gross * shares.reduce((rest, share) => rest - BigInt(share), whole)) / whole
}

/** What a leaf is due of its flow's due, in token-wei, rounded down. */
export function leafDue(flow: bigint, weight: bigint, total: bigint): bigint {
  return (flow * weight) / total
}

/** What a licensee owes of declared revenue, in token-wei, rounded up in favour of the licensor. */
export function revenueDueUp(declared: bigint, share: number): bigint {
  return (declared * BigInt(share) + whole - 1n) / whole
}

/** Writes token-wei as a decimal: `1500000` at 6 decimals is `1.5`. */
export function format(amount: bigint, decimals: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, '0')
  const fraction = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '')
  const integer = decimals === 0 ? digits : digits.slice(0, -decimals)
  return `${amount < 0n ? '-' : ''}${integer}${fraction === '' ? '' : `.${fraction}`}`
}

/** Reads a decimal as token-wei; more decimals than the token has are an error, never rounded away. */
export function parse(text: string, decimals: number): bigint {
  const match = /^([0-9]+)(?:\.([0-9]+))?$/.exec(text.trim())
  if (match === null) throw new InvalidAmountError({ text, decimals })
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) throw new InvalidAmountError({ text, decimals })
  return BigInt(`${match[1]}${fraction.padEnd(decimals, '0')}`)
}

/** Writes parts per million as percent: `150000` is `15%`. */
export function formatShare(share: number): string {
  return `${format(BigInt(share), 4)}%`
}

/** Reads a share: `15%`, or bare parts per million. */
export function parseShare(text: string): number {
  const isPercent = text.trim().endsWith('%')
  const share = isPercent ? parse(text.trim().slice(0, -1), 4) : parse(text, 0)
  if (share > whole) throw new ShareTooHighError({ share })
  return Number(share)
}

/** A text is not an amount of the token. */
export class InvalidAmountError extends BaseError {
  override readonly name = 'Amount.InvalidAmountError'
  constructor({ text, decimals }: { text: string; decimals: number }) {
    super(`The amount is "${text}"; it must be a decimal with at most ${decimals} digits after the point.`)
  }
}

/** A share is more than the whole. */
export class ShareTooHighError extends BaseError {
  override readonly name = 'Amount.ShareTooHighError'
  constructor({ share }: { share: bigint }) {
    super(`The share is ${share} parts per million; the most is ${whole}.`)
  }
}
