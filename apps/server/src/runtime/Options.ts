import { resolve } from 'node:path'
import type { Command } from 'commander'

/** What the server is told on its command line or by the environment. */
export type Options = {
  /** Keys, store, chain, database: everything that stays. */
  readonly home: string
  readonly port: number
  /** The address of this machine to listen at; the loopback unless told otherwise. */
  readonly host: string
  /** Another chain than the embedded one. */
  readonly rpc: string | undefined
  /** Another Postgres than the embedded one. */
  readonly databaseUrl: string | undefined
  /** How many worker processes take jobs from the queue. */
  readonly workers: number
  /** Whether what happens is told to programs, one JSON document a line. */
  readonly json: boolean
}

export const defaultPort = 4600

/** Fills in what was not said from the environment: TRIBUTARY_HOME, TRIBUTARY_RPC, DATABASE_URL, PORT. */
function readOptions(given: Partial<Options>, env: NodeJS.ProcessEnv = process.env): Options {
  return {
    home: resolve(given.home ?? (env.TRIBUTARY_HOME || '.tributary')),
    port: given.port ?? (Number(env.PORT) || defaultPort),
    host: given.host ?? '127.0.0.1',
    rpc: given.rpc ?? (env.TRIBUTARY_RPC || undefined),
    databaseUrl: given.databaseUrl ?? (env.DATABASE_URL || undefined),
    workers: given.workers ?? 1,
    json: given.json ?? false,
  }
}

/** The options of a command that was called. */
export function optionsOf(command: Command): Options {
  return readOptions(command.optsWithGlobals<Partial<Options>>())
}

/** Whether only this machine can reach the server. */
export function isPrivate({ host }: Options): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '::1'
}
