// What `npm start` understands, read with the one parser that Node itself has.
import { parseArgs } from 'node:util'
import { fail } from './install.mjs'

const options = {
  once: { type: 'boolean' },
  data: { type: 'string' },
  steps: { type: 'string' },
  report: { type: 'string' },
  'no-story': { type: 'boolean' },
  home: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  workers: { type: 'string' },
  rpc: { type: 'string' },
  'database-url': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
}

export const help = `npm start -- [options]

Installs what is missing, starts the studio on one port of this machine, and plays the main job in a home that has not
seen it: pictures, a data set, a model, works, licenses, payments. Ctrl-C stops; started again, it goes on.

  --home <folder>        keys, store, chain and database (default: $TRIBUTARY_HOME or ./.tributary)
  --port <n>             where the studio answers (default: $PORT or 4600)
  --host <address>       the address to listen at; 0.0.0.0 lets other machines in (default: 127.0.0.1)
  --workers <n>          processes that take jobs from the queue (default: 1)
  --rpc <url>            another chain than the embedded one (default: $TRIBUTARY_RPC)
  --database-url <url>   another Postgres than the embedded one (default: $DATABASE_URL)
  --no-story             do not play the main job
  --data <folder>        play it on your own pictures: a sub-folder per artist
  --steps <n>            training steps on your own pictures (default: 600)
  --report <file>        where its report goes (default: report.html in the home)
  --once                 play it alone, in a temporary home, and exit
  --json                 say what happens as one JSON document a line
  -h, --help             print this
`

/** The options as an object; exits with a hint when one is not known. */
export function readOptions(args) {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    return fail(error.message, '`npm start -- --help` lists the options.')
  }
}

/** Some of the options as arguments for another command. */
export function pass(given, names) {
  const named = names.filter((name) => given[name] !== undefined)
  return named.flatMap((name) => (given[name] === true ? [`--${name}`] : [`--${name}`, given[name]]))
}
