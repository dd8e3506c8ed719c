import { BaseError } from '@tributary/protocol'
import { Command } from 'commander'
import { api } from './runtime/commands/api.ts'
import { backup } from './runtime/commands/backup.ts'
import { check } from './runtime/commands/check.ts'
import { reindex } from './runtime/commands/reindex.ts'
import { serve } from './runtime/commands/serve.ts'
import { worker } from './runtime/commands/worker.ts'
import { version } from './runtime/version.ts'

// Whoever started the studio and has gone hears no more; that is for the leash to notice.
process.stdout.on('error', () => {})

const program = new Command('tributary-server')
  .description('The studio of Tributary: event index, API, payment and agent doors, and the web.')
  .version(version, '-V, --version', 'print the version')
for (const add of [serve, api, worker, check, reindex, backup]) add(program)

try {
  await program.parseAsync()
  // Whatever had to end has ended; threads and sockets that libraries keep are no reason to stay.
  process.exit()
} catch (error) {
  if (!(error instanceof BaseError)) throw error
  process.stderr.write(`Error: ${error.message}\n`)
  process.exit(1)
}
