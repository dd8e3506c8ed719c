import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** Whether this user may mount; only then can a full or read-only disk be had. */
export const canMount: boolean = tryMount()

/** A disk of its own at a folder, full after `size` bytes or not writable at all. */
export function mountDisk(path: string, options: { size?: number; readOnly?: boolean }): Disposable {
  mkdirSync(path, { recursive: true })
  const flags = [options.readOnly ? 'ro' : 'rw', `size=${options.size ?? 4096}`].join(',')
  execFileSync('mount', ['-t', 'tmpfs', '-o', flags, 'none', path], { stdio: 'ignore' })
  return { [Symbol.dispose]: () => execFileSync('umount', ['-l', path], { stdio: 'ignore' }) }
}

function tryMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    mountDisk('/tmp/tributary-mount-probe', {})[Symbol.dispose]()
    return true
  } catch {
    return false
  }
}
