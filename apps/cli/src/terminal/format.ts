import { Amount } from '@tributary/protocol'

/** What a person reads: a few characters of a long hexadecimal value. `--json` always carries it whole. */
export function shorten(hex: string): string {
  return hex.length <= 14 ? hex : `${hex.slice(0, 8)}…${hex.slice(-4)}`
}

/**
 * A token amount as people write it, with its symbol: `1,234.50 tUSD`.
 *
 * - Unit: token-wei in.
 * - Rounding: none; every digit that is not a trailing zero is shown.
 */
export function formatAmount(amount: bigint, token: { readonly decimals: number; readonly symbol: string }): string {
  const [whole = '0', fraction = ''] = Amount.format(amount, token.decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${token.decimals === 0 ? '' : `.${fraction.padEnd(2, '0')}`} ${token.symbol}`
}

/** A share of the whole in percent: 150000 ppm is `15 %`. */
export function formatShare(ppm: number): string {
  return Amount.formatShare(ppm).replace('%', ' %')
}

/** Seconds as `4.2 s`, `1 min 20 s`, `2 h 5 min` or `365 days`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?'
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`
}

/** A size in bytes as `482 B`, `16.3 kB` or `1.2 MB` (powers of ten). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

/** Seconds since 1970 as an ISO date and time in UTC. */
export function formatTime(seconds: number | bigint): string {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString().replace('.000Z', 'Z')
}

/** `1 work`, `2 works`. */
export function formatCount(count: number | bigint, singular: string, plural = `${singular}s`): string {
  return `${count} ${BigInt(count) === 1n ? singular : plural}`
}
