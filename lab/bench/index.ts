// Speed and memory of the event index: `node lab/bench/index.ts [events]`. One fifth of the events are payments, the
// rest works. Everything runs on this machine: anvil, Postgres and the indexer.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@tributary/sdk'
import { EmbeddedChain, Port } from '@tributary/sdk/node'
import pg from 'pg'
import { startIndexer, untilReady } from '../../apps/server/indexer/index.ts'
import { check } from '../../apps/server/src/check/check.ts'
import * as Postgres from '../../apps/server/src/runtime/postgres/Postgres.ts'
import { fill } from './fill.ts'

const count = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'bench-index-'))
const chain = await EmbeddedChain.start({ folder: join(folder, 'chain') })
const database = await Postgres.start({ folder: join(folder, 'postgres') })
const pool = new pg.Pool({ connectionString: database.url })

await time(`fill the chain with ${count} events`, () => fill(chain.rpc, parts(count)))
const client = await connect({ rpc: chain.rpc })
const log = join(folder, 'index.log')
const start = async () => {
  const port = await Port.findFree()
  const indexer = await startIndexer({ pool, url: database.url, client, port, log })
  await untilReady(pool, client)
  return indexer
}

let indexer = await time('cold: from nothing to the head of the chain', start, count)
report('memory of the indexer, most', `${mostMemory(indexer.pid)} MB`)
report('processor time of the indexer', `${processorTime(indexer.pid).toFixed(1)} s`)
report('size of the database', await databaseSize())
await indexer.stop()
indexer = await time('warm: started again on the same database', start)
report('memory of the indexer, most', `${mostMemory(indexer.pid)} MB`)
await indexer.stop()
await pool.query(`DROP SCHEMA "${await schemaOf()}" CASCADE`)
indexer = await time('anew: the tables dropped, what the node answered kept', start, count)

const live = count / 10
await time(`live: ${live} events, a hundred in a block, sent as fast as the chain takes them`, () => follow(live), live)
report('memory of the indexer, most', `${mostMemory(indexer.pid)} MB`)
report('memory of the database now', `${memoryOf('postgres', database.url)} MB`)
const { differences } = await time('check: index, events, storage and balances', () => check({ pool, client }))
report('differences', String(differences.length))

await indexer.stop()
await pool.end()
await database.stop()
await chain.stop()
rmSync(folder, { recursive: true, force: true })

function parts(events: number): { count: number; payments: number } {
  return { count: (events * 4) / 5, payments: events / 5 }
}

/** Sends events while the indexer runs, and waits until it has entered the last. */
async function follow(events: number): Promise<void> {
  await fill(chain.rpc, { ...parts(events), first: count })
  await untilReady(pool, client)
}

async function time<value>(what: string, act: () => Promise<value>, events?: number): Promise<value> {
  const begin = performance.now()
  const value = await act()
  const seconds = (performance.now() - begin) / 1000
  report(what, `${seconds.toFixed(1)} s${events ? `, ${Math.round(events / seconds)} events a second` : ''}`)
  return value
}

function report(what: string, value: string): void {
  console.log(`${what.padEnd(78)} ${value}`)
}

/** The most memory that a process ever held, in MB. */
function mostMemory(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

/** Seconds that a process kept a core busy. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** What the server of a database and its children hold alone, shared memory counted once, in MB. */
function memoryOf(name: string, url: string): number {
  const { port } = new URL(url)
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n')
  const rows = lines.map((line) => line.trim().split(/\s+/))
  const root = rows.find((words) => words[2]?.endsWith(name) && words.includes(`port=${port}`))?.[0]
  const pids = rows.filter(([pid, parent]) => pid === root || parent === root).map(([pid]) => pid)
  const held = pids.map((pid) => /Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
  return Math.round(held.reduce((sum, kilobytes) => sum + Number(kilobytes ?? 0), 0) / 1024)
}

async function databaseSize(): Promise<string> {
  const { rows } = await pool.query<{ size: string }>(
    'SELECT pg_size_pretty(pg_database_size(current_database())) size',
  )
  return rows[0]!.size
}

async function schemaOf(): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'tributary\\_%'",
  )
  return rows[0]!.name
}
