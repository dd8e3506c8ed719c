/** How long everything may take to end well, in milliseconds; what is on a leash is ended by it after that. */
const graceMs = 45_000

/**
 * Resolves at the first Ctrl-C or its like; a second one ends the process at once. Whoever was started with
 * TRIBUTARY_LEASH=stdin is stopped as well when its standard input closes, which it does however its starter ends.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      setTimeout(() => process.exit(1), graceMs).unref()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
    if (process.env.TRIBUTARY_LEASH === 'stdin') process.stdin.resume().once('close', stop)
  })
}
