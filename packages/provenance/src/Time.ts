/** Seconds since 1970. The only unit of time in this package; text and `Date` exist only at its edges. */
export type Seconds = number

/** The last second whose year has four digits: 9999-12-31T23:59:59Z. */
export const last: Seconds = 253_402_300_799

/** The ISO 8601 text of a time, to the second, in UTC: `2026-11-20T00:00:00Z`. */
export function toIso(time: Seconds): string {
  return toDate(time).toISOString().replace('.000Z', 'Z')
}

/** The time that an ISO 8601 text with a zone names, rounded down to the second, or `undefined` if it names none. */
export function fromIso(text: string): Seconds | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000)
}

/** The same time as a value that certificate libraries take. It reads no clock. */
export function toDate(time: Seconds): Date {
  return new Date(time * 1000)
}
