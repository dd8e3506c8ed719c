import { BaseError } from '@tributary/protocol'
import { CommanderError } from 'commander'
import { describe, expect, test } from 'vitest'
import { explain, InterruptedError, UsageError } from './Failure.ts'

function systemError(code: string, fields: object = {}): Error {
  return Object.assign(new Error(`${code}: raw text`), { code, ...fields })
}

describe('an error becomes something a person can act on', () => {
  test('one of ours keeps its message and its hint apart', () => {
    const failure = explain(new BaseError('The share is 2; the most is 1.', { hint: 'Lower it.' }))
    expect(failure).toMatchObject({ message: 'The share is 2; the most is 1.', hint: 'Lower it.', exitCode: 1 })
  })

  test('one of ours from a package below protocol is read by its shape', () => {
    const error = Object.assign(new Error('The picture is cut in half.\nHint: Save it again.'), {
      name: 'Picture.CutError',
    })
    expect(explain(error)).toMatchObject({
      name: 'Picture.CutError',
      message: 'The picture is cut in half.',
      hint: 'Save it again.',
    })
  })

  test('a full disk, found under two causes, names the place', () => {
    const error = new Error('outer', { cause: new Error('middle', { cause: systemError('ENOSPC', { path: '/x' }) }) })
    expect(explain(error)).toMatchObject({ name: 'System.ENOSPC', message: 'The disk is full at /x.', exitCode: 1 })
  })

  test('a refused connection over several addresses names the first', () => {
    const error = new AggregateError([systemError('ECONNREFUSED', { address: '127.0.0.1', port: 1 })])
    expect(explain(error).message).toBe('Nothing answers at 127.0.0.1:1.')
  })

  test('a wrong call ends with 2, an interruption with 130', () => {
    expect(explain(new UsageError('No.')).exitCode).toBe(2)
    expect(
      explain(
        new CommanderError(1, 'commander.unknownOption', "error: unknown option '--sed'\n(Did you mean --seed?)"),
      ),
    ).toEqual({
      name: 'Cli.UsageError',
      message: "Unknown option '--sed'.",
      hint: 'Did you mean --seed?',
      exitCode: 2,
    })
    expect(explain(new InterruptedError('Run it again.'))).toMatchObject({ exitCode: 130, hint: 'Run it again.' })
  })

  test('an option with a wrong value names both', () => {
    const raw = "error: option '-s, --size <pixels>' argument '0' is invalid. It must be a size in pixels."
    expect(explain(new CommanderError(1, 'commander.invalidArgument', raw)).message).toBe(
      '--size is "0". It must be a size in pixels.',
    )
  })

  test('a defect says so and asks for a report', () => {
    expect(explain(new TypeError('x is undefined'))).toMatchObject({ name: 'Cli.UnexpectedError', exitCode: 1 })
    expect(explain('a thrown string').message).toContain('a thrown string')
  })
})
