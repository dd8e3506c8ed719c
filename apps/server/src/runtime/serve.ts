import { join } from 'node:path'
import { BaseError } from '@tributary/protocol'
import { ensureHome, Port } from '@tributary/sdk/node'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { startIndexer, untilReady } from '../../indexer/index.ts'
import { createApp } from '../api/createApp.ts'
import { listen } from '../api/listen.ts'
import { openDatabase } from '../database/openDatabase.ts'
import { holdStudio } from './holdStudio.ts'
import { type Kept, keep, type Running } from './Kept.ts'
import type { Options } from './Options.ts'
import { openServices } from './openServices.ts'
import { startDatabase } from './startDatabase.ts'
import { type Ground, startGround } from './startGround.ts'
import { tasks } from './tasks.ts'

/** A studio that answers. Disposing of it stops everything, each thing before what it stands on. */
export type Studio = AsyncDisposable & {
  readonly address: string
  /** Where the chain answers, for commands on the same home. */
  readonly rpc: string
  /** Resolves when the index has read all that the chain held. */
  readonly indexed: Promise<void>
}

/** Starts everything that a studio needs, as much as possible at the same time. */
export async function serve(options: Options, log: Logger): Promise<Studio> {
  const { home, port, host } = options
  await using opened = new AsyncDisposableStack()
  ensureHome(home)
  opened.use(holdStudio(home))
  if (!(await Port.isFree(port))) throw new PortTakenError({ port, holder: Port.holderOf(port) })
  const [database, ground] = await startBoth(opened, options, log)
  const pool = await openDatabase({ url: database.url })
  opened.defer(() => pool.end())
  const logs = join(home, 'logs')
  const index = await keepIndex(ground, { pool, url: database.url, log: join(logs, 'index.log') }, log)
  opened.defer(() => index.stop())
  const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`, ...(ground.settings.origins ?? [])] as const
  const services = await openServices({ ground, pool, log, origins, isPrivate: host === loopback })
  const server = await listen(createApp(services), { port, hostname: host })
  opened.defer(() => server.close())
  for (const start of tasks) opened.defer(await start(services))
  const closing = opened.move()
  return {
    address: server.address,
    rpc: ground.client.rpc,
    indexed: index.ready,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

const loopback = '127.0.0.1'

async function startBoth(opened: AsyncDisposableStack, options: Options, log: Logger) {
  const grounding = startGround(options.home, options.rpc, log)
  const basing = startDatabase(options.home, options.databaseUrl, log)
  // What did start is stopped, though the other did not.
  const [ground, database] = await Promise.allSettled([grounding, basing])
  for (const { status, ...rest } of [ground, database]) {
    if (status === 'fulfilled' && 'value' in rest) opened.defer(() => rest.value.kept?.stop())
  }
  return [await basing, await grounding] as const
}

type IndexPlace = { readonly pool: Pool; readonly url: string; readonly log: string }

async function keepIndex({ client }: Ground, place: IndexPlace, log: Logger): Promise<Kept & { ready: Promise<void> }> {
  const ending = new AbortController()
  const start = async (): Promise<Running> => startIndexer({ ...place, client, port: await Port.findFree() })
  const kept = await keep('event index', start, { log })
  const stop = (): Promise<void> => {
    ending.abort()
    return kept.stop()
  }
  // Whoever stops the studio before the index is ready waits for it no longer.
  const ready = untilReady(place.pool, client, ending.signal).catch((error) => {
    if (!ending.signal.aborted) throw error
  })
  return { ...kept, stop, ready }
}

/** Another program listens where the studio was told to. */
export class PortTakenError extends BaseError {
  override readonly name = 'Studio.PortTakenError'
  readonly retry = true
  constructor({ port, holder }: { port: number; holder: string | undefined }) {
    super(`Port ${port} is taken by ${holder ?? 'another program'}.`, {
      hint: 'Stop that program, or choose another port with --port.',
    })
  }
}
