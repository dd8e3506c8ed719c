import { BaseError } from '@tributary/protocol'
import { Command } from 'commander'
import { serve } from './runtime/commands/serve.ts'
import { version } from './runtime/version.ts'

const program = new Command('tributary-server')
  .description('The studio of Tributary: event index, API, payment and agent doors, and the web.')
  .version(version, '-V, --version', 'print the version')
serve(program)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof BaseError)) throw error
  process.stderr.write(`Error: ${error.message}\n`)
  process.exit(1)
}
