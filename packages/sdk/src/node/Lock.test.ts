import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Lock from './Lock.ts'

const lockModule = new URL('./Lock.ts', import.meta.url).pathname
const path = (): string => join(mkdtempSync(join(tmpdir(), 'lock-')), 'lock')

test('a second holder is refused and told who holds the lock', () => {
  const file = path()
  const lock = Lock.take(file)
  expect(() => Lock.take(file)).toThrow(`is held by process ${process.pid}`)
  lock.release()
  Lock.take(file).release()
})

test('the lock of a process that was killed is taken over', async () => {
  const file = path()
  const code = `import { take } from ${JSON.stringify(lockModule)}; take(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  expect(() => Lock.take(file)).toThrow(`is held by process ${child.pid}`)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  Lock.take(file).release()
})

test('a process that was given the number of an old holder does not count as the holder', () => {
  const file = path()
  writeFileSync(file, JSON.stringify({ pid: process.ppid, started: 'another time' }))
  Lock.take(file).release()
})

test('of many processes that race for a stale lock one wins', () => {
  const file = path()
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 - 1, started: '0' }))
  const code = `import { take } from ${JSON.stringify(lockModule)}; try { take(${JSON.stringify(file)}); console.log('won'); setTimeout(() => {}, 1500) } catch {}`
  const script = Array.from({ length: 6 }, () => `"$0" --input-type=module -e "$1" &`).join('\n')
  const out = execFileSync('/bin/sh', ['-c', `${script}\nwait`, process.execPath, code], { encoding: 'utf8' })
  expect(out.match(/won/g)).toHaveLength(1)
})
