/**
 * Writes the ABIs and creation bytecode of the contracts into packages/protocol, from what forge compiled.
 *
 *   tools/forge build && node tools/abi.ts           writes
 *   tools/forge build && node tools/abi.ts --check   compares, and fails where they differ
 *
 * FOUNDRY_OUT names forge's output folder, as for forge itself.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

type Artifact = { readonly abi: readonly unknown[]; readonly bytecode: { readonly object: string } }

const root = join(import.meta.dirname, '..')
const out = resolve(root, process.env.FOUNDRY_OUT ?? 'out')
const target = join(root, 'packages/protocol/src')
const contracts = ['Checkouts', 'Ledger', 'Licenses', 'RoyaltyReceivers', 'TestDollar', 'Works', 'WrappedEther']

const files = new Map<string, string>()
for (const contract of contracts) {
  const { abi, bytecode } = readArtifact(contract)
  const name = `${contract[0]?.toLowerCase()}${contract.slice(1)}`
  const entries = abi.map((entry) => `  ${JSON.stringify(withoutInternalTypes(entry))},\n`).join('')
  const notice = `// Written by tools/abi.ts from contracts/src; do not edit.\n`
  files.set(
    `abi/${name}.ts`,
    `${notice}/** The ABI of ${contract}. */\nexport const ${name}Abi = [\n${entries}] as const\n`,
  )
  files.set(
    `bytecode/${name}.ts`,
    `${notice}import type { Hex } from 'viem'\n\n/** The creation code of ${contract}, without constructor arguments. */\nexport const ${name}Bytecode: Hex =\n  '${bytecode.object}'\n`,
  )
}
const names = contracts.map((contract) => `${contract[0]?.toLowerCase()}${contract.slice(1)}`)
for (const folder of ['abi', 'bytecode']) {
  const suffix = folder === 'abi' ? 'Abi' : 'Bytecode'
  files.set(`${folder}/index.ts`, names.map((name) => `export { ${name}${suffix} } from './${name}.ts'\n`).join(''))
}

const stale = [...files].filter(([path, text]) => read(join(target, path)) !== text)
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`packages/protocol/src/${path} differs from what forge compiled.`)
  if (stale.length > 0) console.error('Hint: run "tools/forge build && node tools/abi.ts" and commit the result.')
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [path, text] of stale) {
    mkdirSync(join(target, path, '..'), { recursive: true })
    writeFileSync(join(target, path), text)
  }
}
console.log(`${contracts.length} contracts, ${stale.length} of ${files.size} files differed`)

function readArtifact(contract: string): Artifact {
  const path = join(out, `${contract}.sol`, `${contract}.json`)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Artifact
  console.error(`${path} is missing.\nHint: run "tools/forge build" first.`)
  process.exit(1)
}

/** viem needs no names of Solidity types, and they change without changing the ABI. */
function withoutInternalTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInternalTypes)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => key !== 'internalType')
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutInternalTypes(inner)]))
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
