import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../database/openDatabase.ts'
import * as Postgres from '../runtime/postgres/Postgres.ts'
import { readRows, writeRows } from './rows.ts'
import { keptTables } from './tables.ts'

const root = mkdtempSync(join(tmpdir(), 'tributary-backup-'))
const opened: { postgres: Postgres.Postgres; pool: Pool }[] = []

async function openEmpty(name: string): Promise<Pool> {
  const postgres = await Postgres.start({ folder: join(root, name) })
  const pool = await openDatabase({ url: postgres.url })
  opened.push({ postgres, pool })
  return pool
}

let [before, after]: Pool[] = []
beforeAll(async () => {
  ;[before, after] = [await openEmpty('before'), await openEmpty('after')]
})
afterAll(async () => {
  for (const { pool, postgres } of opened) {
    await pool.end()
    await postgres.stop()
  }
  rmSync(root, { recursive: true, force: true })
})

const wei = '340282366920938463463374607431768211455'

test('rows come back as they were: numbers of any size, bytes, keys in their order, line ends in texts', async () => {
  await before!.query(
    `INSERT INTO studio.allowance VALUES ('a', '0x01', '0x02', '\\x00ff0a', ${wei}, 1, 2, 3, 0, false, 4)`,
  )
  await before!.query(
    `INSERT INTO studio.spending VALUES ('s', 'a', 'k', '0x03', ${wei}, 'bought', NULL, E'one\\ntwo', 5)`,
  )
  await before!.query(
    `INSERT INTO studio.journal (step, kind, value) SELECT '0x' || n, 'test', '{"b":1,"a":[${wei}]}' FROM generate_series(1, 2500) n`,
  )
  const folder = join(root, 'written')
  expect(await writeRows(before!, folder)).toBe(2502)
  expect(readFileSync(join(folder, 'allowance.jsonl'), 'utf8')).toContain(`"most":${wei}`)
  expect(await readRows(after!, folder)).toBe(2502)
  for (const { name } of await keptTables(before!)) {
    const question = `SELECT t::text AS row FROM studio."${name}" t ORDER BY 1`
    expect((await after!.query(question)).rows, name).toEqual((await before!.query(question)).rows)
  }
  const { rows } = await after!.query(
    `INSERT INTO studio.journal (step, kind, value) VALUES ('', '', '0') RETURNING number`,
  )
  expect(rows).toEqual([{ number: '2501' }])
})

test('what is made again from store and chain is not kept, and a table comes after those it refers to', async () => {
  const names = (await keptTables(before!)).map(({ name }) => name)
  expect(names).not.toContain('catalog')
  expect(names).not.toContain('session')
  expect(names).toEqual(expect.arrayContaining(['offer', 'people', 'journal', 'payment']))
  expect(names.indexOf('checkout')).toBeLessThan(names.indexOf('payment'))
  expect(names.indexOf('job')).toBeLessThan(names.indexOf('draft'))
})

test('rows that do not fit are refused as a whole: nothing is restored twice', async () => {
  await expect(readRows(after!, join(root, 'written'))).rejects.toThrow('duplicate key')
  const { rows } = await after!.query('SELECT count(*)::int AS count FROM studio.journal')
  expect(rows).toEqual([{ count: 2501 }])
})
