import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { FileStore } from '@tributary/provenance/node'
import { connect } from '@tributary/sdk'
import { Home, Keystore } from '@tributary/sdk/node'
import { pino } from 'pino'
import type { ServerSettings } from '../src/api/Services.ts'
import { openDatabase } from '../src/database/openDatabase.ts'
import * as PostgresJournal from '../src/jobs/PostgresJournal.ts'
import { startWorker } from '../src/jobs/startWorker.ts'
import type { TestStudio } from './openStudio.ts'

/** Where a worker process finds the studio of a test. */
type Orders = {
  readonly url: string
  readonly rpc: string
  readonly home: string
  readonly settings: ServerSettings
  /** Ends the process at once behind this entry of the journal, counted from 1. */
  readonly killAfterEntry?: number | undefined
}

/** A worker in a process of its own, which can be killed. */
export type WorkerProcess = { readonly child: ChildProcess; readonly ended: Promise<void>; kill(): Promise<void> }

/** Starts a worker process for the studio of a test. */
export function startWorkerProcess(studio: TestStudio, change: Pick<Orders, 'killAfterEntry'> = {}): WorkerProcess {
  const { client, home, settings } = studio.services
  const orders: Orders = { url: studio.url, rpc: client.rpc, home: home.path, settings, ...change }
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(orders)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  return { child, ended, kill }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await work(JSON.parse(process.argv[2] ?? '{}') as Orders)

async function work({ url, rpc, home: path, settings, killAfterEntry }: Orders): Promise<void> {
  const home = Home.at(path)
  const [pool, store] = await Promise.all([openDatabase({ url }), FileStore.open(home.store)])
  const open = PostgresJournal.open(pool)
  let entries = 0
  const journal: typeof open = {
    ...open,
    write: async (entry) => {
      await open.write(entry)
      entries += 1
      if (entries === killAfterEntry) process.kill(process.pid, 'SIGKILL')
    },
  }
  const client = await connect({ rpc, store, journal })
  const keys = Keystore.open({ path: home.keys })
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const clock = (): number => Math.floor(Date.now() / 1000)
  const services = { pool, store, client, home, keys, journal, settings, log, clock }
  const worker = await startWorker(services, { watch: 200 })
  process.once('SIGTERM', async () => {
    await worker.stop()
    await pool.end()
    process.exit(0)
  })
}
