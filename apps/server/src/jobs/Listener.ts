import type { Pool, PoolClient } from 'pg'

/** Hears Postgres notifications on a connection of its own, and gets a new one when that breaks. */
export type Listener = { close(): Promise<void> }

export type ListenerOptions = {
  readonly pool: Pool
  readonly channels: readonly string[]
  readonly onNotice: (channel: string, payload: string) => void
  /** Notifications may have been missed: look for yourself. */
  readonly onGap: () => void
}

const pauseMilliseconds = 500

/** Listens from the moment the promise resolves. */
export async function listen({ pool, channels, onNotice, onGap }: ListenerOptions): Promise<Listener> {
  let connection: PoolClient | undefined
  let isClosed = false
  let retry: NodeJS.Timeout | undefined

  const open = async (): Promise<void> => {
    const fresh = await pool.connect()
    fresh.on('notification', ({ channel, payload }) => onNotice(channel, payload ?? ''))
    fresh.once('error', (error) => lose(fresh, error))
    for (const channel of channels) await fresh.query(`LISTEN ${channel}`)
    connection = fresh
  }
  const lose = (broken: PoolClient, error: Error): void => {
    broken.removeAllListeners('notification')
    broken.release(error)
    connection = undefined
    again()
  }
  const again = (): void => {
    if (isClosed) return
    retry = setTimeout(() => open().then(onGap, again), pauseMilliseconds)
  }

  await open()
  return {
    close: async () => {
      isClosed = true
      clearTimeout(retry)
      connection?.removeAllListeners('notification')
      // Not given back into the pool: it would go on listening there.
      connection?.release(true)
    },
  }
}
