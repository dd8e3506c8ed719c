/**
 * Checks that floor 1 is pure: no clock, no chance, no network, no process, and no function whose last bit the
 * standard leaves open. Tests, benchmarks and adapters in folders named `node/` are no part of it.
 *
 *   node tools/purity.ts
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const pure = ['packages/engine/src', 'packages/protocol/src', 'packages/provenance/src']
const forbidden: Readonly<Record<string, RegExp>> = {
  'a clock': /\bnew Date\(\s*\)|\bDate\.now\b|\bperformance\.now\b|\bset(?:Timeout|Interval)\b/,
  chance: /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b/,
  'the network': /\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b/,
  'the process': /\bprocess\.\w|\bBuffer\.\w/,
  'a module of Node': /\bfrom 'node:|\bimport\('node:/,
  'a function whose last bit is open':
    /\bMath\.(?:a?sinh?|a?cosh?|a?tanh?|atan2|exp|expm1|pow|log|log2|log10|log1p|hypot|cbrt)\b/,
}

/** Lines that look impure and are not, or not where it counts. */
const allowed: Readonly<Record<string, string>> = {
  'pause: () => new Promise((resolve) => setTimeout(resolve)),': 'the port by which it lets others run',
  'return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))': 'a number that is shown and never hashed',
  'return parse(did, await fetch(toUrl(did)))': 'the port that the caller hands over',
}

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...pure], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path.endsWith('.ts') && existsSync(join(root, path)))
  .filter((path) => !/\.(test|bench)\.ts$|\/node\/|\/test\//.test(path))
let complaints = 0
for (const path of files) {
  for (const [index, line] of readFileSync(join(root, path), 'utf8').split('\n').entries()) {
    if (/^\s*(\*|\/\/|\/\*)/.test(line)) continue
    for (const [what, pattern] of Object.entries(forbidden)) {
      if (!pattern.test(line) || line.trim() in allowed) continue
      console.error(`${path}:${index + 1}: uses ${what}: ${line.trim()}`)
      complaints++
    }
  }
}
console.log(`${files.length} pure files, ${complaints} impure lines`)
process.exitCode = complaints > 0 ? 1 : 0
