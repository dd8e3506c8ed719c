import type { Command } from 'commander'
import { paintFor } from '../terminal/paint.ts'

/** Shows help in the house style: bold titles, accented terms, global options below each command's own. */
export function styleHelp(program: Command): void {
  const paint = paintFor(process.stdout)
  program.configureHelp({
    showGlobalOptions: true,
    styleTitle: paint.bold,
    styleCommandText: paint.accent,
    styleSubcommandText: paint.accent,
    styleOptionText: paint.accent,
    styleArgumentText: paint.accent,
  })
}

/** The example at the end of a command's help: a line to type, and what comes of it. */
export function example(command: string, outcome: string): string {
  const paint = paintFor(process.stdout)
  return `\n${paint.bold('Example:')}\n  $ ${command}\n  ${paint.dim(outcome)}`
}
