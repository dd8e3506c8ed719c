/**
 * Speed of the API over a large studio: `node lab/bench/api.ts [works] [requests a second] [seconds]`.
 *
 * Chain, database, event index, server and the load itself share this machine. Requests are sent when they are due,
 * whether or not earlier ones were answered, so a slow answer is not hidden by the wait for it. The chain and the index
 * are filled as in use; the catalog's rows and the offers are written to the database directly, since a store of so many
 * files would measure the disk.
 */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { connect } from '@tributary/sdk'
import { EmbeddedChain, Home } from '@tributary/sdk/node'
import pg from 'pg'
import * as Postgres from '../../apps/server/src/runtime/postgres/Postgres.ts'
import { fill, makeWorks } from './fill.ts'
import { seedCatalog } from './seedCatalog.ts'

const [count, rate, seconds] = [100_000, 200, 60].map((usual, index) => Number(process.argv[index + 2] ?? usual))
const folder = process.env.BENCH_HOME ?? mkdtempSync(join(tmpdir(), 'bench-api-'))
const port = 4621

const chain = await EmbeddedChain.start({ folder: Home.at(folder).chain })
const filled = await fill(chain.rpc, { count: count!, payments: count! / 5 })
const works = makeWorks(await connect({ rpc: chain.rpc }), count!)
// The server starts it again, as `npm start` does, and lets it save its state as seldom as its size asks for.
await chain.stop()
const server = spawn(
  process.execPath,
  ['apps/server/src/main.ts', '--home', folder, '--port', `${port}`, '--workers', '0', '--json'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
await until('"indexed"')
const pool = new pg.Pool({ connectionString: Postgres.find(Postgres.folderOf(folder))! })
await seedCatalog(pool, works, filled.dollar)
console.log(`${count} works are indexed; ${rate} requests a second for ${seconds} s`)

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const kinds = { work: workPath, search: searchPath, statement: statementPath } as const
type Kind = keyof typeof kinds
const taken: Record<Kind, number[]> = { work: [], search: [], statement: [] }
const refused: string[] = []
await load(5, () => {})
await load(seconds!, (kind, ms) => taken[kind].push(ms))
for (const [kind, times] of [...Object.entries(taken), ['all', Object.values(taken).flat()] as const])
  report(kind, times)
console.log(`errors: ${refused.length} ${refused.slice(0, 3).join(', ')}`)

await pool.end()
server.kill('SIGINT')
await new Promise((resolve) => server.once('exit', resolve))
if (process.env.BENCH_HOME === undefined) rmSync(folder, { recursive: true, force: true })

async function load(during: number, note: (kind: Kind, ms: number) => void): Promise<void> {
  const [begin, total] = [performance.now(), during * rate!]
  const open: Promise<void>[] = []
  for (let number = 0; number < total; number++) {
    const due = begin + (number * 1_000) / rate!
    const wait = due - performance.now()
    if (wait > 1) await setTimeout(wait)
    const kind = number % 10 < 7 ? 'work' : number % 10 < 9 ? 'search' : 'statement'
    const path = kinds[kind](number)
    open.push(
      ask(path).then((status) =>
        status === 200 ? note(kind, performance.now() - due) : void refused.push(`${status} ${path}`),
      ),
    )
  }
  await Promise.all(open)
}

function ask(path: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    request.once('error', () => resolve(0))
  })
}

function workPath(number: number): string {
  return `/v1/works/${filled.ids[(number * 7_919) % filled.ids.length]}`
}

/** The kinds of question that people ask of a market, one after the other. */
function searchPath(number: number): string {
  const words = ['river', 'dusk', 'moss garden', 'ember', 'quiet har', 'stone lumen', 'no such word']
  const questions = [
    `sort=newest`,
    `q=${encodeURIComponent(words[number % words.length]!)}`,
    `right=commercial&sort=price`,
    `kind=model&sort=earned`,
    `right=training&minPrice=2000000&maxPrice=9000000`,
    `q=${encodeURIComponent(words[(number >> 3) % words.length]!)}&right=display&sort=price`,
    `creator=${filled.creators[number % filled.creators.length]}`,
    `sort=name`,
  ]
  return `/v1/works?${questions[Math.floor(number / 10) % questions.length]}`
}

function statementPath(number: number): string {
  return `/v1/accounts/${filled.creators[(number * 31) % filled.creators.length]}/statement`
}

function report(kind: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1)
  console.log(
    `${kind}: ${times.length} answers, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`,
  )
}

async function until(event: string): Promise<void> {
  for await (const chunk of server.stdout) if (String(chunk).includes(event)) return
}
