import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Journal from '../journal/Journal.ts'
import * as FileJournal from './FileJournal.ts'
import * as Home from './Home.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'home-'))
const module = (name: string): string => JSON.stringify(new URL(name, import.meta.url).pathname)

test('a home is open for one process at a time, and again after it was closed', () => {
  const path = join(folder(), 'new')
  const home = Home.open(path)
  expect(Home.holderOf(path)).toBe(process.pid)
  expect(() => Home.open(path)).toThrow(`is held by process ${process.pid}`)
  const code = `import { open } from ${module('./Home.ts')}; try { open(${JSON.stringify(path)}) } catch (error) { console.log(error.name) }`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  expect(out.trim()).toBe('Lock.HeldError')
  home.close()
  expect(Home.holderOf(path)).toBeUndefined()
  using again = Home.open(path)
  expect(statSync(again.path).mode & 0o077).toBe(0)
})

test('a disk that takes no more leaves the journal whole, and the step can be done later', async () => {
  const path = join(folder(), 'journal.jsonl')
  const code = `
    import { open } from ${module('./FileJournal.ts')}
    process.on('SIGXFSZ', () => {})
    const journal = open(${JSON.stringify(path)})
    for (let n = 0; ; n++) {
      try { await journal.write({ step: '0x' + n, kind: 'step', value: 'x'.repeat(300) }) }
      catch (error) { console.log(n, error.name, error.retry); break }
    }`
  // A file-size limit of 4 blocks of 512 bytes stands for a full disk: the sixth line or so does not fit.
  const run = spawnSync(
    '/bin/sh',
    ['-c', 'ulimit -f 4; exec "$0" --input-type=module -e "$1"', process.execPath, code],
    {
      encoding: 'utf8',
    },
  )
  const [written, name, retry] = run.stdout.trim().split(' ')
  expect([name, retry]).toEqual(['FileJournal.WriteError', 'true'])
  expect(Number(written)).toBeGreaterThan(0)
  expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true)
  const journal = FileJournal.open(path)
  expect(await journal.entries()).toHaveLength(Number(written))
  await Journal.once(journal, 'later', 1, async () => 'done')
  expect(await journal.entries()).toHaveLength(Number(written) + 1)
})
