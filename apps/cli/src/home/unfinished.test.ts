import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unfinishedIn } from './unfinished.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'unfinished-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const line = (kind: string): string => `${JSON.stringify({ step: '0x01', kind, value: null })}\n`
const journal = (...lines: string[]): void => writeFileSync(join(home, 'journal.jsonl'), lines.join(''))

test('a home that did nothing, or ended everything, has nothing unfinished', async () => {
  expect(await unfinishedIn(home)).toEqual([])
  journal(line('publish.time'), line('publish.work'), line('publish.credential'))
  expect(await unfinishedIn(home)).toEqual([])
})

test('a work whose publishing stopped half-way is named with what to do, a half-written line is no entry', async () => {
  const done = ['publish.time', 'publish.work', 'publish.credential', 'publish.credential'].map(line)
  journal(...done, line('publish.time'), '{"step":"0x02","ki')
  expect(await unfinishedIn(home)).toEqual([
    { what: '1 work was begun and not published', hint: expect.stringContaining('Run the same publish command again') },
  ])
})
