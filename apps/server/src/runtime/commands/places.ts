import { type Command, InvalidArgumentError, Option } from 'commander'
import { defaultPort, type Options } from '../Options.ts'

const options: Readonly<Record<keyof Options, () => Option>> = {
  home: () =>
    new Option('--home <folder>', 'keys, store, chain and database (default: $TRIBUTARY_HOME or ./.tributary)'),
  port: () =>
    new Option('--port <n>', `where it answers (default: $PORT or ${defaultPort})`).argParser(integer(1, 65_535)),
  host: () =>
    new Option('--host <address>', 'the address to listen at; 0.0.0.0 lets other machines in (default: 127.0.0.1)'),
  rpc: () =>
    new Option('--rpc <url>', 'another chain (default: $TRIBUTARY_RPC, the one in the home, or an embedded one)'),
  databaseUrl: () =>
    new Option('--database-url <url>', 'another Postgres (default: $DATABASE_URL, or an embedded one)'),
  workers: () =>
    new Option('--workers <n>', 'processes that take jobs from the queue (default: 1)').argParser(integer(0, 64)),
  json: () => new Option('--json', 'say what happens as one JSON document a line'),
}

/** Adds the options by which a command finds its home, its chain and its database. */
export function addPlaces(command: Command, names: readonly (keyof Options)[]): Command {
  for (const name of names) command.addOption(options[name]())
  return command
}

function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (Number.isInteger(number) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
  }
}
