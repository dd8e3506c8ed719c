import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { createApp } from '../api/createApp.ts'
import { listen } from '../api/listen.ts'
import { endWithin } from './endWithin.ts'
import { isPrivate, type Options } from './Options.ts'
import { openServices } from './openServices.ts'
import type { Ground } from './startGround.ts'
import { tasks } from './tasks.ts'

/** What is answered from. */
export type Means = { readonly ground: Ground; readonly pool: Pool; readonly log: Logger }

/** Answers requests, and does what goes on beside them, until it is disposed of. */
export async function answer(
  options: Options,
  { ground, pool, log }: Means,
): Promise<AsyncDisposable & { readonly address: string }> {
  await using opened = new AsyncDisposableStack()
  const { port, host } = options
  const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`, ...(ground.settings.origins ?? [])] as const
  const services = await openServices({ ground, pool, log, origins, isPrivate: isPrivate(options) })
  const server = await listen(createApp(services), { port, hostname: host })
  opened.defer(() => server.close())
  for (const start of tasks) {
    const stop = await start(services)
    opened.defer(() => endWithin(start.name, log, stop))
  }
  const closing = opened.move()
  return { address: server.address, [Symbol.asyncDispose]: () => closing.disposeAsync() }
}
