import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { BaseError } from '@tributary/protocol'
import { Leash, Port, Process } from '@tributary/sdk/node'
import { Client } from 'pg'
import { findBinaries } from './binaries.ts'
import { endLeftover } from './endLeftover.ts'
import { type Substitute, substituteForRoot } from './unprivileged.ts'

/** A running Postgres of this home. */
export type Postgres = {
  readonly url: string
  readonly port: number
  /** Resolves when it has ended, asked or not. */
  readonly ended: Promise<void>
  /** Ends it, and waits until everything is on disk. */
  stop(): Promise<void>
}

const [user, database] = ['tributary', 'tributary']
/** The same order of texts on every machine, and upper and lower case of every script. */
const locale = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8']
const [startTimeoutMs, stopGraceMs] = [60_000, 20_000]

/** What differs from the defaults of Postgres: nothing but this machine may connect, and a studio is a small place. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  random_page_cost: '1.1',
  jit: 'off',
  log_min_messages: 'warning',
}

/** Where a home keeps its database. */
export function folderOf(home: string): string {
  return join(home, 'postgres')
}

/**
 * Starts the database of a folder, making it when absent. It ends with this process, however that ends.
 *
 * The caller alone must work in the folder: a server that an earlier start left behind is ended first.
 */
export async function start({ folder, port: wanted }: start.Options): Promise<Postgres> {
  const places = { data: join(folder, 'data'), password: join(folder, 'password'), log: join(folder, 'log') }
  const substitute = substituteForRoot()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await endLeftover(places.data)
  const password = readPassword(places.password)
  if (!existsSync(join(places.data, 'PG_VERSION'))) await initialize(places, substitute)
  const port = wanted ?? (await Port.findFree())
  const { process: server, child } = await launch(places, port, substitute)
  const url = `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
  await waitUntilReady({ url, server, log: places.log })
  await ensureDatabase(url)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return { url, port, ended, stop: () => stop(server, child) }
}

export declare namespace start {
  type Options = {
    readonly folder: string
    /** Any free one by default. */
    readonly port?: number | undefined
  }
}

/** Where a database of the folder listens now, for other processes of the same home. */
export function find(folder: string): string | undefined {
  try {
    const [pid, , , port] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')
    if (Process.find(Number(pid)) === undefined) return undefined
    return `postgresql://${user}:${readFileSync(join(folder, 'password'), 'utf8')}@127.0.0.1:${port}/${database}`
  } catch {
    return undefined
  }
}

type Places = { readonly data: string; readonly password: string; readonly log: string }

function readPassword(path: string): string {
  if (!existsSync(path)) writeFileSync(path, crypto.randomUUID(), { mode: 0o600 })
  return readFileSync(path, 'utf8')
}

/** Made beside and renamed: a folder that was left half-made is none. */
async function initialize({ data, password }: Places, substitute: Substitute | undefined): Promise<void> {
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { mode: 0o700 })
  if (substitute) chownSync(data, substitute.uid, substitute.gid)
  const access = ['--username', user, '--auth', 'scram-sha-256', '--pwfile', password]
  const [program, ...rest] = [
    ...(substitute?.prefix ?? []),
    findBinaries().initdb,
    '--pgdata',
    data,
    ...access,
    ...locale,
  ]
  await promisify(execFile)(program!, rest).catch((cause: Error & { stderr?: string }) => {
    rmSync(data, { recursive: true, force: true })
    throw new NotMadeError({ data, reason: cause.stderr ?? cause.message, cause })
  })
}

async function launch({ data, log }: Places, port: number, substitute: Substitute | undefined): Promise<Leash.Leashed> {
  writeFileSync(log, '', { mode: 0o600 })
  const flags = Object.entries({ ...settings, port: `${port}` }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, ...rest] = [...(substitute?.prefix ?? []), findBinaries().postgres, '-D', data, ...flags]
  // INT is the quick way down: connections are cut, what was committed is kept.
  const leashed = await Leash.start({ command: [program!, ...rest], log, signal: 'INT' })
  if (leashed === undefined) throw new NotStartedError({ log })
  Leash.release(leashed.child)
  return leashed
}

async function waitUntilReady(options: { url: string; server: Process.Process; log: string }): Promise<void> {
  const maintenance = options.url.replace(/[^/]+$/, 'postgres')
  const deadline = Date.now() + startTimeoutMs
  while (!(await answers(maintenance))) {
    if (!Process.isRunning(options.server) || Date.now() > deadline) throw new NotStartedError(options)
    await setTimeout(25)
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client(url)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client(url.replace(/[^/]+$/, 'postgres'))
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

async function stop(server: Process.Process, child: Leash.Leashed['child']): Promise<void> {
  child.stdin?.destroy()
  const deadline = Date.now() + stopGraceMs
  while (Process.isRunning(server) && Date.now() < deadline) await setTimeout(25)
}

/** The folder of the database could not be made. */
export class NotMadeError extends BaseError {
  override readonly name = 'Postgres.NotMadeError'
  readonly retry = true
  constructor({ data, reason, cause }: { data: string; reason: string; cause: Error }) {
    super(`The database could not be made at ${data}: ${reason.trim().split('\n').slice(-3).join(' ')}`, {
      hint: 'Is the disk full? Free space and start again; or name a Postgres of yours with DATABASE_URL.',
      cause,
    })
  }
}

/** The database ended, or did not answer. */
export class NotStartedError extends BaseError {
  override readonly name = 'Postgres.NotStartedError'
  readonly retry = true
  constructor({ log }: { log: string }) {
    const last = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : ''
    super(`The embedded database did not start${last ? `: ${last}` : ''}.`, { hint: `Its log is ${log}.` })
  }
}
