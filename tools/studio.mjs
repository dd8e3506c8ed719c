// The web studio, built once per state of its sources: `apps/studio/dist` holds the hash of what it was built from.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, node, root, say } from './install.mjs'

const studio = join(root, 'apps/studio')
const dist = join(studio, 'dist')
const stamp = join(dist, '.built-from')
/** What the web studio is made of: itself, and what it imports. */
const sources = ['apps/studio', 'packages/engine', 'packages/protocol', 'packages/provenance', 'packages/sdk']

/** Builds the web studio, unless it stands as its sources are. */
export async function buildStudio() {
  const hash = hashOf(sources.flatMap(filesIn))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say('Building the web studio (some seconds, once per change)')
  // Built beside and renamed: whoever is served meanwhile gets the old one or the new one.
  const [draft, old] = ['draft', 'old'].map((name) => join(root, `node_modules/.studio-${name}-${process.pid}`))
  await vite(['build', '--outDir', draft, '--emptyOutDir', '--manifest', '--logLevel', 'warn'])
  writeFileSync(join(draft, '.built-from'), hash)
  mkdirSync(dist, { recursive: true })
  renameSync(dist, old)
  renameSync(draft, dist)
  rmSync(old, { recursive: true })
}

async function vite(args) {
  const command = [join(root, 'node_modules/vite/bin/vite.js'), ...args]
  // Whoever starts it from a test would otherwise get React's slow, large edition for developers.
  const env = { ...process.env, NODE_ENV: 'production' }
  const job = spawn(node, command, { cwd: studio, env, stdio: 'pipe' })
  process.once('exit', () => job.kill())
  const said = []
  for (const stream of [job.stdout, job.stderr]) stream.on('data', (chunk) => said.push(chunk))
  const code = await new Promise((resolve) => job.once('close', resolve))
  if (code !== 0) fail('The web studio could not be built.', `The builder said:\n${Buffer.concat(said)}`)
}

function hashOf(files) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const file of files.sort()) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Everything below a folder that could become part of the web studio. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry
    if (name.startsWith('.') || /^(node_modules|dist.*|test)$|\.test\.tsx?$/.test(name)) return []
    return entry.isDirectory() ? filesIn(join(folder, name)) : [join(folder, name)]
  })
}
