import { InvalidArgumentError } from 'commander'

const unitSeconds: Readonly<Record<string, bigint>> = {
  s: 1n,
  m: 60n,
  h: 3_600n,
  d: 86_400n,
  w: 604_800n,
  y: 31_536_000n,
}

/** Reads a length of time: `90s`, `30m`, `12h`, `30d`, `2w`, `1y`, or bare seconds. */
export function parseDuration(text: string): bigint {
  const match = /^(\d{1,15})([smhdwy]?)$/.exec(text.trim())
  if (match === null) throw new InvalidArgumentError('It must be a length of time, such as 30d, 12h or 90s.')
  return BigInt(match[1] ?? 0) * (unitSeconds[match[2] || 's'] ?? 1n)
}

/** Reads a moment as seconds since 1970: a date (`2027-01-31`, `2027-01-31T12:00:00Z`) or a length of time from now. */
export function parseMoment(text: string, now: bigint): bigint {
  if (/^\+?\d+[smhdwy]$/.test(text)) return now + parseDuration(text.replace('+', ''))
  const date = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(date)) {
    throw new InvalidArgumentError('It must be a date, such as 2027-01-31, or a length of time from now, such as 30d.')
  }
  return BigInt(Math.floor(date / 1000))
}
