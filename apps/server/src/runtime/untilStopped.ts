/**
 * Resolves at the first Ctrl-C or its like; a second one ends the process at once. Whoever was started with
 * TRIBUTARY_LEASH=stdin is stopped as well when its standard input closes, which it does however its starter ends.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    if (process.env.TRIBUTARY_LEASH === 'stdin') process.stdin.resume().once('close', () => resolve())
  })
}
