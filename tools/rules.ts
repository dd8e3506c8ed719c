/**
 * Checks that every rule of spec/rules.md is cited by at least one line of code and one test, and that nobody cites a
 * rule that does not exist.
 *
 *   node tools/rules.ts
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const rules = [...readFileSync(join(root, 'spec/rules.md'), 'utf8').matchAll(/^## R-(\d+)\b(.*)$/gm)]
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'contracts', 'packages', 'apps'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.(sol|ts|tsx)$/.test(path) && !path.includes('/abi/') && existsSync(join(root, path)))

const sources = citations(
  files.filter((path) => /^(contracts|packages\/[^/]+|apps\/[^/]+)\/(src|indexer)\//.test(path) && !isTest(path)),
)
const tests = citations(files.filter(isTest))
const complaints: string[] = []

for (const [, number, title] of rules) {
  const [code, attacks] = [sources.get(number!) ?? [], tests.get(number!) ?? []]
  console.log(`R-${number}${title}: ${code.length} in code, ${attacks.length} in tests`)
  if (code.length === 0) complaints.push(`R-${number} is cited by no line of code.`)
  if (attacks.length === 0) complaints.push(`R-${number} is attacked by no test.`)
}
for (const [number, paths] of [...sources, ...tests]) {
  if (!rules.some(([, known]) => known === number)) complaints.push(`R-${number} does not exist; cited by ${paths[0]}.`)
}
if (rules.length === 0) complaints.push('spec/rules.md names no rules.')
for (const complaint of complaints) console.error(complaint)
process.exitCode = complaints.length > 0 ? 1 : 0

/** Files by the number of the rule they cite: `R-3` in prose, `_R3_` in the names of Solidity tests. */
function citations(paths: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const path of paths) {
    const text = readFileSync(join(root, path), 'utf8')
    for (const [, prose, name] of text.matchAll(/\bR-(\d+)\b|_R(\d+)_/g)) {
      const number = prose ?? name!
      found.set(number, [...(found.get(number) ?? []), path])
    }
  }
  return found
}

function isTest(path: string): boolean {
  return /^contracts\/test\/|\.test\.tsx?$|\/test\//.test(path)
}
