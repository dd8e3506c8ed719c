import { setPriority } from 'node:os'
import type { Command } from 'commander'
import pino from 'pino'
import { openDatabase } from '../../database/openDatabase.ts'
import { startWorker } from '../../jobs/startWorker.ts'
import { joinGround } from '../joinGround.ts'
import { type Options, optionsOf } from '../Options.ts'
import { openServices } from '../openServices.ts'
import { untilStopped } from '../untilStopped.ts'
import { addPlaces } from './places.ts'

/** Adds `worker`: takes jobs from the queue. Any number may run, on any machine that reaches chain, database and store. */
export function worker(program: Command): void {
  addPlaces(program.command('worker'), ['home', 'rpc', 'databaseUrl'])
    .description('take jobs from the queue of a studio that runs, until it is stopped')
    .action((_: unknown, command: Command) => work(optionsOf(command)))
}

async function work(options: Options): Promise<void> {
  // Whoever waits for an answer of the server goes first.
  setPriority(10)
  const stopped = untilStopped()
  const { ground, databaseUrl } = await joinGround(options)
  await using opened = new AsyncDisposableStack()
  const log = pino({ base: { worker: process.pid } })
  opened.defer(() => log.info('stopped; jobs that ran go on at the next start'))
  const pool = await openDatabase({ url: databaseUrl, connections: 6 })
  opened.defer(() => pool.end())
  // A worker answers nobody: no address is its own.
  const services = await openServices({ ground, pool, log, origins: ['http://127.0.0.1'], isPrivate: true })
  const running = await startWorker(services)
  opened.defer(() => running.stop())
  log.info('taking jobs until stopped')
  await stopped
}
