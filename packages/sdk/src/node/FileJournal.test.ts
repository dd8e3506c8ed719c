import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Journal from '../journal/Journal.ts'
import * as FileJournal from './FileJournal.ts'

const path = (): string => join(mkdtempSync(join(tmpdir(), 'journal-')), 'journal.jsonl')

test('what was written is read again by the next process', async () => {
  const file = path()
  const first = FileJournal.open(file)
  await Journal.once(first, 'publish', { seed: 7n }, async () => ({ id: 'a' }))
  first.close()
  const second = FileJournal.open(file)
  expect(await Journal.once(second, 'publish', { seed: 7n }, async () => ({ id: 'b' }))).toEqual({ id: 'a' })
})

test('a file cut anywhere keeps exactly the whole lines before the cut', async () => {
  const file = path()
  const journal = FileJournal.open(file)
  for (let n = 0; n < 4; n++) await journal.write({ step: Journal.id('n', n), kind: 'n', value: { n, text: 'é\n' } })
  const bytes = readFileSync(file)
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length }), async (length) => {
      const cut = path()
      writeFileSync(cut, bytes.subarray(0, length))
      const reopened = FileJournal.open(cut)
      const whole = bytes.subarray(0, length).filter((byte) => byte === 10).length
      expect(await reopened.entries()).toHaveLength(whole)
      await reopened.write({ step: Journal.id('n', 9), kind: 'n', value: 9 })
      reopened.close()
      expect(await FileJournal.open(cut).entries()).toHaveLength(whole + 1)
    }),
    { numRuns: 60 },
  )
})

test('damage before the last line is an error that names the line', () => {
  const file = path()
  FileJournal.open(file).close()
  appendFileSync(file, '{"step":"0x01","kind":"a","value":1}\nrubbish\n{"step":"0x02","kind":"b","value":2}\n')
  expect(() => FileJournal.open(file)).toThrow(/Line 2 of .* is not a journal entry/)
})

test('a file truncated to nothing is an empty journal', async () => {
  const file = path()
  const journal = FileJournal.open(file)
  await journal.write({ step: '0x01', kind: 'a', value: 1 })
  truncateSync(file, 0)
  expect(await FileJournal.open(file).entries()).toEqual([])
})

test('the order of keys and absent values do not change a step, everything else does', () => {
  expect(Journal.id('a', { x: 1, y: 2n })).toBe(Journal.id('a', { y: '2', x: 1, z: undefined }))
  expect(Journal.id('a', { x: 1 })).not.toBe(Journal.id('b', { x: 1 }))
  expect(Journal.id('a', { x: 1 })).not.toBe(Journal.id('a', { x: 2 }))
})
