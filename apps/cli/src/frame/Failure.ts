import { BaseError } from '@tributary/protocol'
import { CommanderError } from 'commander'
import { explainSystemError } from './explainSystemError.ts'

/** Exit codes of every command; `verify` adds its own, one per verdict. */
export const exitCodes: { readonly ok: 0; readonly failure: 1; readonly usage: 2; readonly interrupted: 130 } = {
  ok: 0,
  failure: 1,
  usage: 2,
  interrupted: 130,
}

/** An error as it is shown: what happened, what to do, and how the process ends. */
export type Failure = {
  readonly name: string
  readonly message: string
  readonly hint?: string | undefined
  readonly exitCode: number
}

/** Reads anything that was thrown into something a person can act on. */
export function explain(error: unknown): Failure {
  if (error instanceof CommanderError) return fromCommander(error)
  if (error instanceof InterruptedError) return { ...fromBase(error), exitCode: exitCodes.interrupted }
  if (error instanceof UsageError) return { ...fromBase(error), exitCode: exitCodes.usage }
  const system = explainSystemError(error)
  if (system !== undefined && !isHinted(error)) return { ...system, exitCode: exitCodes.failure }
  if (isHinted(error)) return fromBase(error)
  return {
    name: 'Cli.UnexpectedError',
    message: `Something went wrong that no check foresaw: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Run the same command with --debug and report what it prints.',
    exitCode: exitCodes.failure,
  }
}

/** The errors of every package have this shape; engine and provenance stand below protocol and bring their own class. */
type HintedError = Error & { readonly hint?: string | undefined }

function isHinted(error: unknown): error is HintedError {
  return error instanceof BaseError || (error instanceof Error && error.name.includes('.'))
}

function fromBase(error: HintedError): Failure {
  const [message = '', hint] = error.message.split(/\n+Hint: /)
  return { name: error.name, message, hint: error.hint ?? hint, exitCode: exitCodes.failure }
}

function fromCommander(error: CommanderError): Failure {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const plain = first.replace(/^option '.*?(--[\w-]+).*?' argument '(.*)' is invalid\. /, '$1 is "$2". ')
  const sentence = plain.charAt(0).toUpperCase() + plain.slice(1)
  const suggestion = rest.join(' ').replace(/[()]/g, '').trim()
  return {
    name: 'Cli.UsageError',
    message: /[.?!]$/.test(sentence) ? sentence : `${sentence}.`,
    hint: suggestion === '' ? 'Add --help to see what this command takes.' : suggestion,
    exitCode: error.exitCode === 0 ? exitCodes.ok : exitCodes.usage,
  }
}

/** The command was called in a way that cannot work. */
export class UsageError extends BaseError {
  override readonly name = 'Cli.UsageError'
}

/** The person pressed Ctrl-C and the command stopped at a safe place. */
export class InterruptedError extends BaseError {
  override readonly name = 'Cli.InterruptedError'
  constructor(resume: string) {
    super('Stopped, as you asked.', { hint: resume })
  }
}
