import { type Command, InvalidArgumentError } from 'commander'
import { defaultPort } from '../Options.ts'

/** Adds the options by which a command finds its home, its chain and its database. */
export function addPlaces(command: Command): Command {
  return command
    .option('--home <folder>', 'keys, store, chain and database (default: $TRIBUTARY_HOME or ./.tributary)')
    .option('--port <n>', `where the studio answers (default: $PORT or ${defaultPort})`, portNumber)
    .option('--host <address>', 'the address to listen at; 0.0.0.0 lets other machines in (default: 127.0.0.1)')
    .option('--rpc <url>', 'another chain (default: $TRIBUTARY_RPC, the one in the home, or an embedded one)')
    .option('--database-url <url>', 'another Postgres (default: $DATABASE_URL, or an embedded one)')
    .option('--workers <n>', 'processes that take jobs from the queue (default: 1)', count)
    .option('--json', 'say what happens as one JSON document a line')
}

function portNumber(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new InvalidArgumentError('It must be a number from 1 to 65535.')
}

function count(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= 64) return number
  throw new InvalidArgumentError('It must be a number from 0 to 64.')
}
