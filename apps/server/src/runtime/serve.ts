import { join } from 'node:path'
import { BaseError } from '@tributary/protocol'
import { ensureHome, Port } from '@tributary/sdk/node'
import type { Logger } from 'pino'
import { openDatabase } from '../database/openDatabase.ts'
import { answer } from './answer.ts'
import { endWithin } from './endWithin.ts'
import { holdStudio } from './holdStudio.ts'
import type { Kept } from './Kept.ts'
import { keepIndex } from './keepIndex.ts'
import type { Options } from './Options.ts'
import { startDatabase } from './startDatabase.ts'
import { startGround } from './startGround.ts'
import { startWorkers } from './startWorkers.ts'

/** What a studio tells while it starts. */
export type StartEvent =
  /** The chain answers, and others may write to the home. */
  | { readonly event: 'chain'; readonly rpc: string; readonly embedded: boolean }
  | { readonly event: 'listening'; readonly address: string }
  /** The index has read all that the chain held. */
  | { readonly event: 'indexed' }

/** Who is told what, and the log for operators. */
export type Ears = { readonly tell: (event: StartEvent) => void; readonly log: Logger }

/**
 * Runs a studio: everything that it needs, as much as possible started at the same time. Disposing of it stops each
 * thing before what it stands on.
 */
export async function serve(options: Options, { tell, log }: Ears): Promise<AsyncDisposable> {
  const { home, port } = options
  await using opened = new AsyncDisposableStack()
  ensureHome(home)
  opened.use(holdStudio(home))
  if (!(await Port.isFree(port))) throw new PortTakenError({ port, holder: Port.holderOf(port) })
  const grounding = startGround(home, options.rpc, log).then((ground) => {
    tell({ event: 'chain', rpc: ground.client.rpc, embedded: ground.chain !== undefined })
    return ground
  })
  const [ground, database] = await both(opened, grounding, startDatabase(home, options.databaseUrl, log))
  const pool = await openDatabase({ url: database.url })
  opened.defer(() => endWithin('the pool', log, () => pool.end()))
  const index = await keepIndex(
    { pool, client: ground.client, url: database.url, log: join(home, 'logs', 'index.log') },
    { log, onReady: () => tell({ event: 'indexed' }) },
  )
  opened.defer(() => index.stop())
  const { address } = opened.use(await answer(options, { ground, pool, log }))
  tell({ event: 'listening', address })
  const place = { home, rpc: ground.client.rpc, databaseUrl: database.url }
  const workers = await startWorkers(options.workers, place, log)
  opened.defer(async () => void (await Promise.all(workers.map((worker) => worker.stop()))))
  return opened.move()
}

type Stoppable = { readonly kept?: Kept }

/** Waits for both; what did start is stopped, though the other did not. */
async function both<a extends Stoppable, b extends Stoppable>(
  opened: AsyncDisposableStack,
  first: Promise<a>,
  second: Promise<b>,
): Promise<readonly [a, b]> {
  for (const outcome of await Promise.allSettled([first, second])) {
    if (outcome.status === 'fulfilled') opened.defer(() => outcome.value.kept?.stop())
  }
  return [await first, await second]
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
