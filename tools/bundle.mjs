/**
 * Checks that the first screen of the web studio stays small: page, scripts and styles, packed, without fonts and
 * without what is loaded later, such as charts, the graph and decoders.
 *
 *   node tools/bundle.mjs
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fail } from './install.mjs'
import { buildStudio } from './studio.mjs'

/** Bytes, packed. */
const most = 200_000
/** What a newcomer sees first: the shell and the market. */
const entries = ['index.html', 'src/market/Screen.tsx']

const dist = join(import.meta.dirname, '../apps/studio/dist')
await buildStudio()
const chunks = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const files = new Set(['index.html'])
const seen = new Set()
for (const entry of entries) add(entry)

const sizes = [...files].map((file) => ({ file, size: gzipSync(readFileSync(join(dist, file))).length }))
const total = sizes.reduce((sum, { size }) => sum + size, 0)
for (const { file, size } of sizes.sort((a, b) => b.size - a.size)) console.log(`${`${size}`.padStart(8)}  ${file}`)
console.log(`${`${total}`.padStart(8)}  bytes in all; the most is ${most}`)
process.exitCode = total > most ? 1 : 0

function add(name) {
  if (seen.has(name)) return
  const chunk = chunks[name] ?? fail(`The build has no ${name}.`, 'Did it move? Name it anew in tools/bundle.mjs.')
  seen.add(name)
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
  for (const imported of chunk.imports ?? []) add(imported)
}
