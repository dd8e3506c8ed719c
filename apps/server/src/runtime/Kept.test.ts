import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { keep, type Running } from './Kept.ts'

const log = pino({ enabled: false })

/** A service whose end is in the hands of the test. */
function service(): Running & { end(): void; isStopped: boolean } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const running = {
    ended: promise,
    end: resolve,
    isStopped: false,
    stop: async () => {
      running.isStopped = true
      resolve()
    },
  }
  return running
}

/** Keeps services, and tells which was started last. */
async function kept(fails: readonly number[] = []) {
  const started: ReturnType<typeof service>[] = []
  let tries = 0
  const start = async (): Promise<Running> => {
    if (fails.includes(tries++)) throw new Error('not now')
    started.push(service())
    return started.at(-1)!
  }
  return { started, tries: () => tries, keeper: await keep('service', start, { log }) }
}

test('what ends is started again, and what is stopped is not', async () => {
  const { started, keeper } = await kept()
  started[0]!.end()
  await vi.waitFor(() => expect(started).toHaveLength(2), { timeout: 5_000 })
  await keeper.stop()
  expect(started[1]!.isStopped).toBe(true)
  expect(started).toHaveLength(2)
  expect(keeper.restarts()).toBe(1)
})

test('a start that fails is tried again; the first one must succeed', async () => {
  const { started, keeper, tries } = await kept([1])
  started[0]!.end()
  await vi.waitFor(() => expect(started).toHaveLength(2), { timeout: 5_000 })
  expect(tries()).toBe(3)
  await keeper.stop()
  await expect(kept([0])).rejects.toThrow('not now')
})

test('a studio that is stopped between two tries does not wait for the next', async () => {
  const { started, keeper } = await kept()
  started[0]!.end()
  await keeper.stop()
  expect(started).toHaveLength(1)
})
