import { CommanderError } from 'commander'
import { exitCodes, explain, type Failure } from './frame/Failure.ts'
import { createProgram } from './program.ts'
import { toJson } from './terminal/json.ts'
import { paintFor } from './terminal/paint.ts'

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
// Heard, so that a file-size limit becomes an error of the write and not the end of the process.
process.on('SIGXFSZ', () => {})
process.on('uncaughtException', report)

try {
  const program = await createProgram(process.argv.slice(2))
  await program.parseAsync()
} catch (error) {
  report(error)
}

function report(error: unknown): void {
  // Help and version were printed already; asked for, they are no failure.
  if (error instanceof CommanderError && error.code.startsWith('commander.help')) {
    process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage)
  }
  if (error instanceof CommanderError && error.code === 'commander.version') process.exit(exitCodes.ok)
  const failure = explain(error)
  show(failure)
  if (process.argv.includes('--debug')) console.error(error)
  process.exit(failure.exitCode)
}

function show({ name, message, hint, exitCode }: Failure): void {
  if (process.argv.includes('--json')) process.stdout.write(`${toJson({ error: { name, message, hint, exitCode } })}\n`)
  const paint = paintFor(process.stderr)
  // The terminal has just shown ^C on the line of whatever was going on.
  const title = exitCode === exitCodes.interrupted ? '\n' : `${paint.bad('Error:')} `
  process.stderr.write(`${title}${message}\n`)
  if (hint !== undefined) process.stderr.write(`${paint.bold('Hint:')} ${hint}\n`)
}
