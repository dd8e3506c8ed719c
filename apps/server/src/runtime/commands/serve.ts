import type { Command } from 'commander'
import { type Options, readOptions } from '../Options.ts'
import { openLog } from '../openLog.ts'
import { serve as start } from '../serve.ts'
import { untilStopped } from '../untilStopped.ts'
import { addPlaces } from './places.ts'

/** Adds `serve`: the whole studio, until it is stopped. */
export function serve(program: Command): void {
  addPlaces(program.command('serve', { isDefault: true }))
    .description('run the whole studio: chain, database, event index, workers, API and web, on one port')
    .action(async (_options: unknown, command: Command) => {
      await serveUntilStopped(readOptions(command.optsWithGlobals<Partial<Options>>()))
    })
}

async function serveUntilStopped(options: Options): Promise<void> {
  const log = openLog(options)
  const stopped = untilStopped()
  await using studio = await start(options, log)
  say(
    options,
    { event: 'listening', address: studio.address, rpc: studio.rpc },
    `The studio answers at ${studio.address}`,
  )
  void studio.indexed.then(() =>
    say(options, { event: 'indexed', address: studio.address }, 'The event index is up to date'),
  )
  await stopped
}

/** A line on standard output: for people, or with --json for programs. */
function say({ json }: Options, event: object, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(event) : text}\n`)
}
