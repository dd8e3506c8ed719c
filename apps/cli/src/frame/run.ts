import type { Command } from 'commander'
import { toJson } from '../terminal/json.ts'
import { Context, type GlobalOptions } from './Context.ts'
import { exitCodes, InterruptedError } from './Failure.ts'

/** What a command found out: `json` for machines, `text` for people. */
export type Answer = {
  readonly json: unknown
  readonly text: string
  /** Only `verify` and `doctor` answer with another code than 0. */
  readonly exitCode?: number
}

type Action<Options> = (context: Context, options: Options, ...args: string[]) => Promise<Answer> | Answer

/** Turns an action into what commander calls: makes its context, heeds Ctrl-C, prints its answer. */
export function run<Options extends object>(action: Action<Options>): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command
    const args = given.slice(0, -2) as string[]
    const context = new Context(command.optsWithGlobals<GlobalOptions>())
    const interruption = watchInterrupt(context)
    try {
      const answer = await Promise.race([action(context, command.opts<Options>(), ...args), interruption.stopped])
      process.stdout.write(`${context.json ? toJson(answer.json) : answer.text}\n`)
      process.exitCode = answer.exitCode ?? exitCodes.ok
    } finally {
      interruption.unwatch()
    }
  }
}

type Interruption = { readonly stopped: Promise<never>; readonly unwatch: () => void }

/** The first Ctrl-C goes to the command when it listens; the second, or one it does not listen for, ends the wait. */
function watchInterrupt(context: Context): Interruption {
  const { promise, reject } = Promise.withResolvers<never>()
  const onSignal = (): void => {
    if (context.interrupt()) context.note('\nStopping at the next safe place. Press Ctrl-C again to stop at once.')
    else reject(new InterruptedError(context.resume))
  }
  process.on('SIGINT', onSignal)
  return { stopped: promise, unwatch: () => process.off('SIGINT', onSignal) }
}
