import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Process } from '@tributary/sdk/node'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { canMount, mountDisk } from '../../../../../packages/sdk/test/smallDisk.ts'
import * as Postgres from './Postgres.ts'

const root = mkdtempSync(join(tmpdir(), 'tributary-postgres-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function ask<row extends object>(url: string, question: string): Promise<row[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<row>(question)).rows
  } finally {
    await client.end()
  }
}

const serverOf = (folder: string): Process.Process =>
  Process.find(Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]))!

test('what was committed is there again after a stop, and nobody listens meanwhile', async () => {
  const folder = join(root, 'stops')
  const first = await Postgres.start({ folder })
  expect(Postgres.find(folder)).toBe(first.url)
  await ask(first.url, `CREATE TABLE kept AS SELECT 'É' AS word`)
  await first.stop()
  await first.ended
  expect(Postgres.find(folder)).toBeUndefined()
  const second = await Postgres.start({ folder })
  expect(await ask(second.url, 'SELECT lower(word) AS word FROM kept')).toEqual([{ word: 'é' }])
  await second.stop()
})

test('only the password of the home opens it', async () => {
  const postgres = await Postgres.start({ folder: join(root, 'password') })
  const wrong = postgres.url.replace(/:[^:@]+@/, ':guess@')
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed')
  await postgres.stop()
})

test('it dies with a starter that was killed, and the next start finds what was committed', async () => {
  const folder = join(root, 'killed')
  const script = `import * as Postgres from ${JSON.stringify(join(import.meta.dirname, 'Postgres.ts'))}
    import { Client } from 'pg'
    const { url } = await Postgres.start({ folder: ${JSON.stringify(folder)} })
    const client = new Client(url)
    await client.connect()
    await client.query('CREATE TABLE kept AS SELECT 7 AS number')
    process.kill(process.pid, 'SIGKILL')`
  const starter = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: import.meta.dirname,
  })
  await new Promise((resolve) => starter.once('exit', resolve))
  const postgres = await Postgres.start({ folder })
  expect(await ask(postgres.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
  await postgres.stop()
})

test('a server that was left behind is ended, one that died stale is passed over, and a stranger is left alone', async () => {
  const folder = join(root, 'left')
  const left = await Postgres.start({ folder })
  const server = serverOf(folder)
  const taken = await Postgres.start({ folder })
  expect(Process.isRunning(server)).toBe(false)
  await left.ended
  process.kill(serverOf(folder).pid, 'SIGKILL')
  await taken.ended
  const path = join(folder, 'data/postmaster.pid')
  // After a crash the number may belong to another process: here to this one.
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, `${process.pid}`))
  const after = await Postgres.start({ folder })
  expect(await ask(after.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await after.stop()
})

test.skipIf(!canMount)(
  'on a disk that is full nothing is half-made: it says so, and works once there is space',
  async () => {
    const folder = join(root, 'full')
    {
      using _disk = mountDisk(folder, { size: 2_000_000 })
      await expect(Postgres.start({ folder })).rejects.toThrow(
        /could not be made at .*No space left.*\nHint: Is the disk full/,
      )
    }
    const postgres = await Postgres.start({ folder })
    expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await postgres.stop()
  },
)
