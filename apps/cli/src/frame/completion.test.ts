import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createProgram } from '../program.ts'
import { completionScript } from './completion.ts'

async function bashCompletes(...words: string[]): Promise<string[]> {
  const script = completionScript(await createProgram([]), 'bash')
  const line = `COMP_WORDS=(tributary ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}`
  const output = execFileSync('bash', ['-c', `${script}\n${line}\n_tributary\nprintf '%s\\n' "\${COMPREPLY[@]}"`])
  return output.toString().split('\n').filter(Boolean)
}

test('bash completes a command from its first letters', async () => {
  expect(await bashCompletes('compl')).toEqual(['completion'])
})

test('bash completes the options of the command that was typed, global ones included', async () => {
  expect(await bashCompletes('completion', '--j')).toEqual(['--json'])
})

test('every shell gets every command', async () => {
  const program = await createProgram([])
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const script = completionScript(program, shell)
    for (const command of program.commands) expect(script).toContain(command.name())
  }
})
