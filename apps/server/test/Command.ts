import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Process } from '@tributary/sdk/node'

const root = join(import.meta.dirname, '../../..')

/** A command that runs, and the processes that it started. */
export type Command = {
  /** Everything it has said so far. */
  said(): string
  /** Waits for an event among the JSON lines that it says; fails when it ends before. */
  event(name: string): Promise<Record<string, string>>
  /** Its exit code. */
  readonly ended: Promise<number | null>
  /** Asks it to stop, as Ctrl-C does. */
  interrupt(): void
  /** Kills it and all its processes at once, as a machine that loses power does. */
  killTree(): void
  /** The processes of it that are running now, itself included. */
  tree(): Process.Process[]
}

const running = new Set<Command>()

/** `npm start` with arguments. */
export const npmStart = (...args: string[]): Command => run(join(root, 'tools/start.mjs'), args)

/** `tributary-server` with arguments. */
export const server = (...args: string[]): Command => run(join(root, 'apps/server/src/main.ts'), args)

/** Kills whatever a test left running. */
export function killAll(): void {
  for (const command of running) command.killTree()
  running.clear()
}

/** Waits until none of these processes runs any more; tells which still do when that takes too long. */
export async function untilGone(processes: readonly Process.Process[], withinMs = 60_000): Promise<number[]> {
  const deadline = Date.now() + withinMs
  const left = (): number[] => processes.filter(Process.isRunning).map(({ pid }) => pid)
  while (left().length > 0 && Date.now() < deadline) await setTimeout(50)
  return left()
}

function run(script: string, args: readonly string[]): Command {
  const { PORT: _port, DATABASE_URL: _url, TRIBUTARY_HOME: _home, TRIBUTARY_RPC: _rpc, ...env } = process.env
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const command: Command = {
    said: () => text,
    event: (name) => findEvent(child, () => text, name),
    ended,
    interrupt: () => child.kill('SIGINT'),
    killTree: () => {
      for (const { pid } of treeOf(child.pid!)) kill(pid)
    },
    tree: () => treeOf(child.pid!),
  }
  running.add(command)
  return command
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went with its parent.
  }
}

async function findEvent(child: ChildProcess, said: () => string, name: string): Promise<Record<string, string>> {
  for (;;) {
    const lines = said()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
    const found = lines.map((line) => JSON.parse(line) as Record<string, string>).find(({ event }) => event === name)
    if (found) return found
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it told "${name}":\n${said()}`)
    await setTimeout(50)
  }
}

/** A process and everything below it, the children of those that left their group included. */
function treeOf(pid: number): Process.Process[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number])
  const below = (parent: number): number[] =>
    pairs.filter(([, above]) => above === parent).flatMap(([child]) => [child, ...below(child)])
  return [pid, ...below(pid)].flatMap((each) => Process.find(each) ?? [])
}
