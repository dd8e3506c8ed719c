import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UsageError } from '../frame/Failure.ts'

/** Asks for a passphrase on the terminal without showing it. Where nobody can be asked, the variable must hold it. */
export async function askPassphrase(question: string, variable: string): Promise<string> {
  const given = process.env[variable]
  if (given !== undefined && given !== '') return given
  if (!process.stdin.isTTY) {
    throw new UsageError('A passphrase is needed, and there is no terminal to ask on.', { hint: `Set ${variable}.` })
  }
  process.stderr.write(`${question} `)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true })
  // In raw mode Ctrl-C is only a key; here it stays what it is everywhere else.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}

/** Asks for a new passphrase twice, so that a slip of the finger locks nobody out. */
export async function askNewPassphrase(variable: string): Promise<string> {
  const first = await askPassphrase('New passphrase:', variable)
  if (first === '') throw new UsageError('The passphrase is empty.', { hint: 'Take several words you will remember.' })
  const second = await askPassphrase('Once more:', variable)
  if (first !== second) throw new UsageError('The two passphrases differ.', { hint: 'Try again.' })
  return first
}
