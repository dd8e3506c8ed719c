/** Dues: what a part of a bucket's gross is worth. See spec/ledger.md. */
import { sharesOf, WHOLE, type Work } from './work.ts'

export function flowDue(gross: bigint, share: number): bigint {
  return floor(gross * BigInt(share), BigInt(WHOLE))
}

export function residualDue(gross: bigint, work: Work): bigint {
  return floor(gross * BigInt(WHOLE - sharesOf(work)), BigInt(WHOLE))
}

export function leafDue(flow: bigint, weight: bigint, total: bigint): bigint {
  return floor(flow * weight, total)
}

/** The largest q with q * divisor <= dividend, for a dividend that is not negative. */
function floor(dividend: bigint, divisor: bigint): bigint {
  return (dividend - (dividend % divisor)) / divisor
}
