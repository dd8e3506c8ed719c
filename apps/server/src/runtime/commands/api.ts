import type { Command } from 'commander'
import { joinStudio } from '../joinStudio.ts'
import { type Options, optionsOf } from '../Options.ts'
import { openLog } from '../openLog.ts'
import { untilStopped } from '../untilStopped.ts'
import { addPlaces } from './places.ts'

/** Adds `api`: another process that answers, for a studio whose chain, database and index run elsewhere. */
export function api(program: Command): void {
  addPlaces(program.command('api'), ['home', 'port', 'host', 'rpc', 'databaseUrl', 'json'])
    .description('answer beside a studio that runs: the API and the web alone, on another port or machine')
    .action((_: unknown, command: Command) => answerUntilStopped(optionsOf(command)))
}

async function answerUntilStopped(options: Options): Promise<void> {
  const stopped = untilStopped()
  await using studio = await joinStudio(options, openLog(options))
  const event = { event: 'listening', address: studio.address }
  process.stdout.write(`${options.json ? JSON.stringify(event) : `The studio answers at ${studio.address}`}\n`)
  await stopped
}
