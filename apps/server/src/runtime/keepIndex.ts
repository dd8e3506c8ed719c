import { setTimeout } from 'node:timers/promises'
import { Port } from '@tributary/sdk/node'
import type { Logger } from 'pino'
import { startIndexer, untilReady } from '../../indexer/index.ts'
import { type Kept, keep, type Running } from './Kept.ts'

/** Where the index is kept, what it reads, and the file that gets what it says. */
export type Place = Omit<startIndexer.Options, 'port'>

/** Starts the event index and keeps it running; tells, once, when it has read all that the chain held. */
export async function keepIndex(
  place: Place,
  { log, onReady }: { readonly log: Logger; readonly onReady: () => void },
): Promise<Kept> {
  const ending = new AbortController()
  const start = async (): Promise<Running> => startIndexer({ ...place, port: await Port.findFree() })
  const kept = await keep('event index', start, { log })
  void untilRead(place, ending.signal).then(() => ending.signal.aborted || onReady())
  const stop = (): Promise<void> => {
    ending.abort()
    return kept.stop()
  }
  return { ...kept, stop }
}

const askAgainMs = 1_000

/** A chain or a database that does not answer for a while is asked again. */
async function untilRead({ pool, client }: Place, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await untilReady(pool, client, signal)
    } catch {
      await setTimeout(askAgainMs, undefined, { signal }).catch(() => {})
    }
  }
}
