import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { Port } from '@tributary/sdk/node'

const start = join(import.meta.dirname, '../../../../tools/start.mjs')

/** A whole studio of its own, as `npm start` runs it, with the works of the story. */
export type Stack = {
  readonly url: string
  readonly home: string
  /** Stops it as Ctrl-C does; what it keeps stays. */
  halt(): Promise<void>
  /** Starts it again where it was. */
  resume(): Promise<void>
  close(): Promise<void>
}

/** Starts a studio in a fresh home and waits until the story's works are shown. */
export async function openStack(): Promise<Stack> {
  const home = mkdtempSync(join(tmpdir(), 'tributary-browser-'))
  const port = await Port.findFree()
  let running = await run(home, port)
  const halt = () => stop(running)
  return {
    url: `http://127.0.0.1:${port}`,
    home,
    halt,
    resume: async () => {
      running = await run(home, port)
    },
    close: async () => {
      await halt()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function run(home: string, port: number): Promise<ChildProcess> {
  const { PORT: _port, DATABASE_URL: _url, TRIBUTARY_HOME: _home, TRIBUTARY_RPC: _rpc, ...env } = process.env
  const args = [start, '--home', home, '--port', `${port}`, '--json']
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line))
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('"event":"ready"') && resolve())
    child.once('exit', (code) => reject(new Error(`The studio ended with ${code}:\n${said.slice(-20).join('\n')}`)))
  })
  return child
}

/** How long a studio may take to stop. Unit: milliseconds. */
const patience = 20_000

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise<true>((resolve) => child.once('exit', () => resolve(true)))
  child.kill('SIGINT')
  if (await Promise.race([ended, setTimeout(patience, false, { ref: false })])) return
  child.kill('SIGKILL')
  throw new Error(`The studio did not stop within ${patience / 1000} s.`)
}
