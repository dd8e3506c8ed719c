import { BaseError } from '@tributary/protocol'
import { Command } from 'commander'
import { serve } from './runtime/commands/serve.ts'
import { worker } from './runtime/commands/worker.ts'
import { version } from './runtime/version.ts'

// Whoever started the studio and has gone hears no more; that is for the leash to notice.
process.stdout.on('error', () => {})

const program = new Command('tributary-server')
  .description('The studio of Tributary: event index, API, payment and agent doors, and the web.')
  .version(version, '-V, --version', 'print the version')
serve(program)
worker(program)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof BaseError)) throw error
  process.stderr.write(`Error: ${error.message}\n`)
  process.exit(1)
}
