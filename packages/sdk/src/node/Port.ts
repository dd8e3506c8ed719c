import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename } from 'node:path'

/** Whether a port of this machine can be listened on now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** Below the ports that systems give to outgoing connections, so that it is likely free again at the next start. */
const range = { first: 20_000, last: 32_767 }

/** A port nobody listens on now. */
export async function findFree(): Promise<number> {
  for (;;) {
    const port = randomInt(range.first, range.last + 1)
    if (await isFree(port)) return port
  }
}

/** Who listens on a port, in words, as far as this user may know: `anvil (process 4711)`. */
export function holderOf(port: number): string | undefined {
  try {
    return process.platform === 'linux' ? holderOnLinux(port) : holderFromLsof(port)
  } catch {
    return undefined
  }
}

/** The listening socket's inode from /proc/net, then the process that has it open. */
function holderOnLinux(port: number): string | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeners(table, port)))
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!hasSocket(pid, inodes)) continue
    return `${nameOf(pid)} (process ${pid})`
  }
  return undefined
}

/** The name of the program: that of a thread, such as Node's "MainThread", tells nobody anything. */
function nameOf(pid: string): string {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`))
  } catch {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  }
}

function listeners(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1)
  const fields = rows.map((row) => row.trim().split(/\s+/))
  const listening = '0A'
  return fields.filter((row) => row[1]?.endsWith(suffix) && row[3] === listening).map((row) => `socket:[${row[9]}]`)
}

function hasSocket(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`)))
  } catch {
    return false
  }
}

function holderFromLsof(port: number): string | undefined {
  const out = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { encoding: 'utf8' })
  const pid = /^p(\d+)$/m.exec(out)?.[1]
  const command = /^c(.+)$/m.exec(out)?.[1]
  return pid === undefined ? undefined : `${command ?? 'a program'} (process ${pid})`
}
