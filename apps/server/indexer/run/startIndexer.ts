import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Client, developmentChains } from '@tributary/sdk'
import type { Pool } from 'pg'
import type { Running } from '../../src/runtime/Kept.ts'
import { startChild } from '../../src/runtime/startChild.ts'
import { toVariables } from './environment.ts'
import { dropOutdated, prepare } from './prepare.ts'
import { readProgress } from './progress.ts'
import { project, schemaName, views } from './schemaName.ts'
import { untilStuck } from './watch.ts'

/** Longer than any one block takes on a machine that is busy with other things. */
const patienceMs = 30_000

const bin = join(dirname(fileURLToPath(import.meta.resolve('ponder'))), 'bin', 'ponder.js')

/**
 * Starts the event index of a chain beside this process. To be kept with `keep`: it ends by itself when the chain took
 * back more than it can undo, and the next start builds it anew.
 *
 * Whether it is ready, and how far it is, {@link readProgress} tells.
 *
 * @example
 * ```ts
 * const index = await keep('index', () => startIndexer({ pool, url, client, port: 4612, log: 'index.log' }), { log })
 * ```
 */
export async function startIndexer(options: startIndexer.Options): Promise<Running & { readonly pid: number }> {
  const { pool, client } = options
  const schema = schemaName(client)
  await prepare(pool, client, schema)
  const child = await startChild({
    name: 'The event index',
    script: bin,
    args: ['start', '--port', `${options.port}`, '--hostname', '127.0.0.1', '--log-format', 'json'],
    log: options.log,
    cwd: project,
    env: { ...process.env, ...variables(options, schema) },
  })
  const stopping = new AbortController()
  const watching = watch(child, options, schema, stopping.signal)
  const stop = async (): Promise<void> => {
    stopping.abort()
    await child.stop()
    await watching
  }
  return { pid: child.pid, ended: child.ended, stop }
}

export declare namespace startIndexer {
  type Options = {
    readonly pool: Pool
    /** The database of the pool, as a URL. */
    readonly url: string
    /** Reads the chain. */
    readonly client: Client
    /** Where Ponder's own `/ready`, `/status` and `/metrics` are; nobody else needs it. */
    readonly port: number
    /** The file that gets what it says. */
    readonly log: string
    /** The first block that matters; the contracts' own first block saves time on long chains. */
    readonly startBlock?: number
    /** Milliseconds between two looks at the head of the chain. */
    readonly polling?: number
    /** How long the index may stand still though the chain has more, in milliseconds; then it is started again. */
    readonly patience?: number
  }
}

/** Resolves when everything up to the head of the chain is entered, or throws what the signal was aborted with. */
export async function untilReady(pool: Pool, client: Client, signal?: AbortSignal): Promise<void> {
  for (;;) {
    signal?.throwIfAborted()
    const progress = await readProgress(pool, schemaName(client))
    if (progress?.isReady && progress.block >= (await client.public.getBlockNumber({ cacheTime: 0 }))) return
    await setTimeout(50, undefined, signal && { signal })
  }
}

async function watch(
  child: Running,
  { pool, client, patience = patienceMs }: startIndexer.Options,
  schema: string,
  signal: AbortSignal,
): Promise<void> {
  const gone = new AbortController()
  void child.ended.then(() => gone.abort())
  const over = AbortSignal.any([signal, gone.signal])
  await untilReady(pool, client, over)
    .then(() => dropOutdated(pool, client, schema))
    .catch(() => {})
  await untilStuck({ database: pool, client, schema, patience }, over)
  if (!over.aborted) await child.stop()
}

function variables(
  { url, client, port, startBlock = 0, polling }: startIndexer.Options,
  schema: string,
): NodeJS.ProcessEnv {
  const isDevelopment = developmentChains.includes(client.chainId)
  return {
    ...toVariables({
      chainId: client.chainId,
      rpc: client.rpc,
      deployment: client.deployment,
      rate: isDevelopment ? 640 : 20,
      polling: polling ?? (isDevelopment ? 200 : 1_000),
      noteEvery: isDevelopment ? 1 : 1_000,
      startBlock,
    }),
    DATABASE_URL: url,
    DATABASE_SCHEMA: schema,
    DATABASE_VIEWS_SCHEMA: views,
    PORT: `${port}`,
    PONDER_TELEMETRY_DISABLED: '1',
    NODE_OPTIONS: '--max-old-space-size=768 --no-deprecation',
  }
}
