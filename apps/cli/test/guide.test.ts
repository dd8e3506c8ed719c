import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { commands } from '../src/commands/index.ts'
import { createProgram } from '../src/program.ts'

const guide = readFileSync(new URL('../../../docs/guide/cli.md', import.meta.url), 'utf8')
const program = await createProgram([])
/** The calls in the guide's blocks, as words. */
const calls = [...guide.matchAll(/^\$ (?:.*\| )?tributary (.+)$/gm)].map(([, call = '']) => call.split(/\s+/))

/** The command that the words lead to, and the words that are left. */
function follow(command: Command, [word, ...rest]: string[]): [Command, string[]] {
  const next = command.commands.find((child) => child.name() === word)
  return next === undefined ? [command, [word ?? '', ...rest]] : follow(next, rest)
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves)
}

describe('the guide', () => {
  test.each(Object.keys(commands))('shows `%s`', (name) => {
    expect(guide).toMatch(new RegExp(`tributary ${name}\\b`))
  })

  test('names only options that exist', () => {
    for (const call of calls.filter(([name]) => name !== 'verfy')) {
      const [command, words] = follow(program, call)
      const known = [...command.options, ...program.options].flatMap(({ long, short }) => [long, short])
      for (const word of words.filter((text) => /^--?[a-z]/.test(text))) {
        expect(known, `${call.join(' ')}`).toContain(word.split('=')[0])
      }
    }
    expect(calls.length).toBeGreaterThan(30)
  })

  test('lists every exit code of verify', () => {
    for (const code of [0, 10, 11, 12, 13, 14]) expect(guide).toContain(`| ${code} | `)
  })
})

describe('every command', () => {
  test.each(leaves(program).map((command) => [fullName(command), command] as const))(
    '`%s` has help with an example',
    (_name, command) => {
      let help = ''
      command.configureOutput({ writeOut: (text) => (help += text) })
      command.outputHelp()
      expect(command.description()).not.toBe('')
      expect(help).toMatch(/Example:\n {2}\$ /)
    },
  )
})

function fullName(command: Command): string {
  return command.parent === null ? '' : `${fullName(command.parent)} ${command.name()}`.trim()
}
