import type { Command } from 'commander'
import { isPrivate, type Options, optionsOf } from '../Options.ts'
import { openLog } from '../openLog.ts'
import { type StartEvent, serve as start } from '../serve.ts'
import { untilStopped } from '../untilStopped.ts'
import { addPlaces } from './places.ts'

/** Adds `serve`: the whole studio, until it is stopped. */
export function serve(program: Command): void {
  const places = ['home', 'port', 'host', 'rpc', 'databaseUrl', 'workers', 'json'] as const
  addPlaces(program.command('serve', { isDefault: true }), places)
    .description('run the whole studio: chain, database, event index, workers, API and web, on one port')
    .action((_: unknown, command: Command) => serveUntilStopped(optionsOf(command)))
}

async function serveUntilStopped(options: Options): Promise<void> {
  const log = openLog(options)
  const stopped = untilStopped()
  await using _studio = await start(options, { log, tell: (event) => say(options, event) })
  if (!isPrivate(options)) process.stderr.write(`${warning(options)}\n`)
  await stopped
  log.info('stopping')
}

/** A line on standard output: for people, or with --json for programs. */
function say({ json }: Options, event: StartEvent): void {
  process.stdout.write(`${json ? JSON.stringify(event) : inWords(event)}\n`)
}

function inWords(event: StartEvent): string {
  if (event.event === 'chain') return `The chain answers at ${event.rpc}`
  if (event.event === 'listening') return `The studio answers at ${event.address}`
  return 'The event index is up to date. Ctrl-C stops everything.'
}

function warning({ host }: Options): string {
  return `Warning: listening at ${host} lets other machines in, without TLS: put a proxy before it. Whoever signs in is no operator now; those are named in settings.json.`
}
