import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BaseError } from '@tributary/protocol'
import { Leash, Process } from '@tributary/sdk/node'
import type { Running } from './Kept.ts'

/** How long a child may take to end well, in milliseconds; the leash kills it soon after. */
const stopGraceMs = 12_000

/** Starts a Node program beside this process. It ends with this process, however that ends; its words go to a log. */
export async function startChild({
  name,
  script,
  args,
  log,
  cwd,
  env = process.env,
}: startChild.Options): Promise<Running & { readonly pid: number }> {
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 })
  writeFileSync(log, '')
  const leashed = await Leash.start({ command: [process.execPath, script, ...args], log, env, ...(cwd && { cwd }) })
  if (leashed === undefined) throw new NotStartedError({ name, log })
  const { child, process: started } = leashed
  Leash.release(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.stdin?.destroy()
    const timer = setTimeout(() => void Process.end(started, 0), stopGraceMs)
    await ended
    clearTimeout(timer)
  }
  return { pid: started.pid, ended, stop }
}

export declare namespace startChild {
  type Options = {
    readonly name: string
    readonly script: string
    readonly args: readonly string[]
    /** The file that gets what it says. */
    readonly log: string
    readonly cwd?: string
    readonly env?: NodeJS.ProcessEnv
  }
}

/** A program beside the server ended at once. */
export class NotStartedError extends BaseError {
  override readonly name = 'Children.NotStartedError'
  readonly retry = true
  constructor({ name, log }: { name: string; log: string }) {
    super(`${name} did not start.`, { hint: `Its log is ${log}.` })
  }
}
