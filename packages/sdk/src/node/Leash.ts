import { type ChildProcess, spawn } from 'node:child_process'
import * as Process from './Process.ts'

/** A process that ends with this one, however this one ends. */
export type Leashed = {
  readonly process: Process.Process
  /** The end of the leash: when its standard input closes, the process is asked to end. */
  readonly child: ChildProcess
}

/**
 * Ends the process when the starter's end of the pipe on standard input closes, which the system does even after
 * kill -9: asks with the signal, and kills what is still there after ten seconds. The number of the process goes to
 * standard output; when it ends by itself, the watcher ends too.
 */
const script = `exec 3<&0
"$@" </dev/null >>"$LEASH_LOG" 2>&1 3<&- &
leashed=$!
echo "$leashed"
{
  while read -r _ <&3; do :; done
  kill -s "$LEASH_SIGNAL" "$leashed"
  tenths=0
  while [ "$tenths" -lt 100 ] && kill -0 "$leashed"; do sleep 0.1; tenths=$((tenths + 1)); done
  kill -s KILL "$leashed"
} >/dev/null 2>&1 &
watcher=$!
exec 1>&- 3<&-
wait "$leashed"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"`

/** Starts a process on a leash; nothing when it ended before it could be seen. */
export async function start(options: start.Options): Promise<Leashed | undefined> {
  const { command, log, cwd, env = process.env, signal = 'TERM' } = options
  const child = spawn('/bin/sh', ['-c', script, 'sh', ...command], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...env, LEASH_LOG: log, LEASH_SIGNAL: signal },
    // Ctrl-C reaches the starter alone, which then lets go of the leash: what is on it always has time to end well.
    detached: true,
    ...(cwd !== undefined && { cwd }),
  })
  child.stdin?.on('error', () => {})
  const pid = await readPid(child)
  const found = pid === undefined ? undefined : Process.find(pid)
  return found && { process: found, child }
}

export declare namespace start {
  type Options = {
    /** The program and its arguments. */
    readonly command: readonly [string, ...string[]]
    /** The file that gets what it says. */
    readonly log: string
    readonly cwd?: string
    readonly env?: NodeJS.ProcessEnv
    /** How it is asked to end; TERM by default. */
    readonly signal?: 'TERM' | 'INT'
  }
}

/** What is on the leash is no reason for the starter to stay. */
export function release(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdin, child.stdout]) {
    const socket = stream as { unref?: () => void } | null
    socket?.unref?.()
  }
}

function readPid(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve) => {
    child.stdout?.once('data', (data: Buffer) => resolve(Number(data.toString().trim())))
    child.once('error', () => resolve(undefined))
    child.once('exit', () => resolve(undefined))
  })
}
