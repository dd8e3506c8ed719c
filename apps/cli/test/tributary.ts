import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** What a run of the command line left behind. */
export type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** How a run is set up: what it reads, where it stands, how it is stopped. */
export type Setting = {
  readonly stdin?: string
  readonly cwd?: string
  readonly env?: Record<string, string>
  /** Run through this shell prefix, for limits and mounts: `ulimit -f 8`. */
  readonly under?: string
  /** Called with what stderr said so far; true sends Ctrl-C. */
  readonly interruptWhen?: (stderr: string) => boolean
  /** Ends the process without a word after so many milliseconds, as a power cut would. */
  readonly killAfter?: number
}

/** Runs `tributary` in a process of its own, as a person would. */
export function tributary(args: readonly string[], setting: Setting = {}): Promise<Run> {
  const [program, programArgs] = commandLine(args, setting.under)
  const env = { ...process.env, NO_COLOR: '1', TRIBUTARY_HOME: '', ...setting.env }
  const child = spawn(program, programArgs, { cwd: setting.cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => {})
  child.stdin.end(setting.stdin ?? '')
  const cut = setting.killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), setting.killAfter)
  let stdout = ''
  let stderr = ''
  let interrupted = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    if (interrupted || !setting.interruptWhen?.(stderr)) return
    interrupted = true
    child.kill('SIGINT')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(cut)
      resolve({ code, stdout, stderr })
    })
  })
}

/** Runs with `--json` and reads the one document on stdout; throws what stderr said when it is not one. */
export async function ask<T = Record<string, unknown>>(args: readonly string[], setting: Setting = {}): Promise<T> {
  const { code, stdout, stderr } = await tributary([...args, '--json'], setting)
  if (code !== 0) throw new Error(`tributary ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`)
  return JSON.parse(stdout) as T
}

/** A folder of its own that goes away with the test. */
export function temporaryFolder(): Disposable & { readonly path: string; readonly to: (name: string) => string } {
  const path = mkdtempSync(join(tmpdir(), 'tributary-cli-'))
  return {
    path,
    to: (name) => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

function commandLine(args: readonly string[], under: string | undefined): [string, string[]] {
  if (under === undefined) return [process.execPath, [main, ...args]]
  return ['bash', ['-c', `${under}; exec "$0" "$@"`, process.execPath, main, ...args]]
}
