import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { endWithin } from './endWithin.ts'

const logTo = (lines: string[]) => pino({ base: null }, { write: (line: string) => void lines.push(line) })

test('a part that never ends is named and left behind', async () => {
  vi.useFakeTimers()
  const lines: string[] = []
  const ended = endWithin('the pool', logTo(lines), () => new Promise(() => {}))
  await vi.advanceTimersByTimeAsync(60_000)
  await ended
  expect(lines.join()).toContain('the pool does not end')
  vi.useRealTimers()
})

test('a part that ends is waited for, and its failure is told', async () => {
  const lines: string[] = []
  let isDone = false
  await endWithin('the pool', logTo(lines), async () => {
    await Promise.resolve()
    isDone = true
  })
  expect([isDone, lines]).toEqual([true, []])
  await expect(endWithin('the pool', logTo(lines), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})
