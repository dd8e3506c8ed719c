/**
 * Writes spec/vectors from the reference model.
 *
 *   node tools/vectors.ts           writes
 *   node tools/vectors.ts --check   compares, and fails where they differ
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Cases = () => Record<string, readonly unknown[]> | Promise<Record<string, readonly unknown[]>>

const root = join(import.meta.dirname, '..')
const names = ['account', 'amount', 'anchor', 'ledger', 'offer', 'split', 'tree', 'typed-data', 'work']
const isCheck = process.argv.includes('--check')

for (const name of names) {
  const { cases } = (await import(`../spec/cases/${name}.ts`)) as { cases: Cases }
  const groups = await cases()
  const path = join(root, 'spec/vectors', `${name}.json`)
  const text = write(
    { model: 'spec/reference', cases: `spec/cases/${name}.ts`, command: 'node tools/vectors.ts' },
    groups,
  )
  const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== text
  const counts = Object.entries(groups).map(([group, items]) => `${items.length} ${group}`)
  console.log(`${name}.json: ${counts.join(', ')}${isStale ? (isCheck ? ' - differs' : ' - written') : ''}`)
  if (!isStale) continue
  if (isCheck) {
    process.exitCode = 1
  } else {
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, text)
  }
}
if (process.exitCode === 1)
  console.error('Hint: run "node tools/vectors.ts" and look at what changed before you commit.')

/** One case a line, so that a change of one case is a change of one line. Integers above 32 bits are decimal strings. */
function write(source: Readonly<Record<string, string>>, groups: Readonly<Record<string, readonly unknown[]>>): string {
  const head = Object.entries(source).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
  const bodies = Object.entries(groups).map(([group, items]) => {
    const lines = items.map(
      (item) => `    ${JSON.stringify(item, (_, value) => (typeof value === 'bigint' ? `${value}` : value))}`,
    )
    return `  ${JSON.stringify(group)}: [\n${lines.join(',\n')}\n  ]`
  })
  return `{\n${[...head, ...bodies].join(',\n')}\n}\n`
}
