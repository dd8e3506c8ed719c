import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createProgram } from '../program.ts'
import { completionScript } from './completion.ts'

function bashCompletes(...words: string[]): string[] {
  const script = completionScript(createProgram(), 'bash')
  const line = `COMP_WORDS=(tributary ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}`
  const output = execFileSync('bash', ['-c', `${script}\n${line}\n_tributary\nprintf '%s\\n' "\${COMPREPLY[@]}"`])
  return output.toString().split('\n').filter(Boolean)
}

test('bash completes a command from its first letters', () => {
  expect(bashCompletes('compl')).toEqual(['completion'])
})

test('bash completes the options of the command that was typed, global ones included', () => {
  expect(bashCompletes('completion', '--j')).toEqual(['--json'])
})

test('every shell gets every command', () => {
  const program = createProgram()
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const script = completionScript(program, shell)
    for (const command of program.commands) expect(script).toContain(command.name())
  }
})
