import type { Logger } from 'pino'

/** How long each part of a studio may take to end, in milliseconds; whatever it left half done is taken up at the next start. */
const graceMs = 5_000

/** Ends a part of the studio. One that hangs is named in the log and left behind: the process ends all the same. */
export async function endWithin(part: string, log: Logger, end: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), graceMs)
  })
  const ending = end()
  // Whoever ends badly after it was given up is heard by nobody.
  ending.catch(() => {})
  const isLate = (await Promise.race([ending, late]).finally(() => clearTimeout(timer))) === 'late'
  const ms = Math.round(performance.now() - began)
  if (isLate) log.warn({ part, ms }, `${part} does not end; the studio stops without it`)
  else log.debug({ part, ms }, `${part} ended`)
}
