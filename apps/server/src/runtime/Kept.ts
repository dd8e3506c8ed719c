import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'

/** Something that runs beside the server until it is stopped, or ends by itself, which it should not. */
export type Running = {
  /** Resolves when it has ended, asked or not. */
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

/** Something that is started again when it ends. */
export type Kept = {
  /** How often it had to be started again. */
  readonly restarts: () => number
  stop(): Promise<void>
}

/** The first pause before a new start, and the longest, in milliseconds; each failure doubles it. */
const [firstPauseMs, longestPauseMs] = [500, 30_000]
/** Whatever ran this long was well: the next pause is the first again. */
const wellMs = 60_000

/**
 * Starts something and keeps it running. The first start must succeed; later ones are tried for ever, with longer and
 * longer pauses between them.
 */
export async function keep(name: string, start: () => Promise<Running>, { log }: { log: Logger }): Promise<Kept> {
  const stopping = new AbortController()
  const isStopping = new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  let running: Running | undefined = await start()
  let restarts = 0
  const watch = async (): Promise<void> => {
    let pause = firstPauseMs
    while (!stopping.signal.aborted) {
      const began = Date.now()
      // A child alone is no reason for this process to live, so its end may never be told: stopping must not wait for it.
      await Promise.race([running?.ended, isStopping])
      if (stopping.signal.aborted) return
      if (Date.now() - began > wellMs) pause = firstPauseMs
      log.warn({ service: name, pause }, `${name} ended; it is started again`)
      await setTimeout(pause, undefined, { signal: stopping.signal }).catch(() => {})
      pause = Math.min(pause * 2, longestPauseMs)
      if (stopping.signal.aborted) return
      running = await start().catch((err: unknown) => void log.error({ service: name, err }, `${name} does not start`))
      restarts++
    }
  }
  const watching = watch()
  const stop = async (): Promise<void> => {
    stopping.abort()
    // A start that is on its way ends first, so that nothing is left running.
    await watching
    await running?.stop()
  }
  return { restarts: () => restarts, stop }
}
