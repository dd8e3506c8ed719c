import type { Command } from 'commander'
import { exitCodes } from '../frame/Failure.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { readStdin } from '../input/readStdin.ts'
import { toJson } from '../terminal/json.ts'

/** A pure function of the protocol, and how help speaks of it. */
type Replay = {
  readonly name: string
  readonly description: string
  readonly example: readonly [command: string, outcome: string]
  readonly play: (input: unknown) => unknown
}

/** Adds a command that plays JSON from standard input through a pure function: no home, no chain, no key. */
export function addReplay(program: Command, { name, description, example: shown, play }: Replay): void {
  program
    .command(name)
    .helpGroup('Replay vectors:')
    .description(description)
    .addHelpText('after', example(...shown))
    .addHelpText(
      'after',
      '\nThe answer is JSON, with or without --json. Exit code 1: refused, or not what the input expects.',
    )
    .action(run(async () => answer(await play(await readStdin()))))
}

function answer(outcome: unknown): Answer {
  const failed =
    isBad(outcome) ||
    listsOf(outcome)
      .flat()
      .some((one) => isObject(one) && one.matches === false)
  return { json: outcome, text: toJson(outcome), exitCode: failed ? exitCodes.failure : exitCodes.ok }
}

/** Refused though nothing expected that, or another outcome than was expected. */
function isBad(outcome: unknown): boolean {
  if (!isObject(outcome)) return false
  return outcome.matches === false || (outcome.error !== undefined && outcome.matches !== true)
}

function listsOf(outcome: unknown): unknown[][] {
  return isObject(outcome) ? Object.values(outcome).filter(Array.isArray) : []
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
