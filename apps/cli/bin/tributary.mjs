#!/usr/bin/env node
// Runs the command line on a Node that understands TypeScript: this one if it is new enough, else the pinned one.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(main)
} else {
  const pinned = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node')
  const tributary = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both; the pinned Node decides when to stop.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => tributary.kill('SIGTERM'))
  tributary.on('exit', (code) => process.exit(code ?? 130))
}
