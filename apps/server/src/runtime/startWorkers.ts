import { join } from 'node:path'
import type { Logger } from 'pino'
import { type Kept, keep } from './Kept.ts'
import { startChild } from './startChild.ts'

const main = join(import.meta.dirname, '../main.ts')

/** Where workers find the studio they work for. */
export type Place = { readonly home: string; readonly rpc: string; readonly databaseUrl: string }

/** Starts worker processes, and keeps them running. */
export async function startWorkers(count: number, { home, rpc, databaseUrl }: Place, log: Logger): Promise<Kept[]> {
  const env = { ...process.env, TRIBUTARY_RPC: rpc, DATABASE_URL: databaseUrl }
  const start = (name: string) =>
    startChild({ name, script: main, args: ['worker', '--home', home], log: join(home, 'logs', `${name}.log`), env })
  const names = Array.from({ length: count }, (_, index) => `worker-${index + 1}`)
  return Promise.all(names.map((name) => keep(name, () => start(name), { log })))
}
