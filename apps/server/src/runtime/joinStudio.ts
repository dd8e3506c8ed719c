import type { Logger } from 'pino'
import { openDatabase } from '../database/openDatabase.ts'
import { answer } from './answer.ts'
import { endWithin } from './endWithin.ts'
import { joinGround } from './joinGround.ts'
import type { Options } from './Options.ts'

/** Answers for a studio whose chain, database and index others keep. */
export async function joinStudio(
  options: Options,
  log: Logger,
): Promise<AsyncDisposable & { readonly address: string }> {
  await using opened = new AsyncDisposableStack()
  const { ground, databaseUrl } = await joinGround(options)
  const pool = await openDatabase({ url: databaseUrl })
  opened.defer(() => endWithin('the pool', log, () => pool.end()))
  const { address } = opened.use(await answer(options, { ground, pool, log }))
  const closing = opened.move()
  return { address, [Symbol.asyncDispose]: () => closing.disposeAsync() }
}
