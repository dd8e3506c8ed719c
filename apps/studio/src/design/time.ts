const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How long ago, in words. Times are seconds since 1970. */
export function ago(time: number, now: number = Date.now() / 1000): string {
  const passed = time - now
  const step = steps.find(([, seconds]) => Math.abs(passed) >= seconds)
  return step ? relative.format(Math.round(passed / step[1]), step[0]) : 'just now'
}

export function dateText(time: number): string {
  return new Date(time * 1000).toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric' })
}

export function momentText(time: number): string {
  return new Date(time * 1000).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'medium' })
}

/** A length of time in words; 0 is for ever, as in offers. */
export function durationText(seconds: number): string {
  if (seconds === 0) return 'for ever'
  const step = steps.find(([, length]) => seconds >= length)
  if (!step) return `${seconds} seconds`
  const count = Math.round(seconds / step[1])
  return `${count} ${step[0]}${count === 1 ? '' : 's'}`
}
