// Runs named commands one after another, says how long each took, and stops at the first that fails.
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root, say } from './install.mjs'

const path = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)

export function runSteps(steps) {
  const began = Date.now()
  for (const [name, command, extra = {}] of steps) {
    say(`\n── ${name}`)
    const start = Date.now()
    const run = spawnSync(command, {
      cwd: root,
      shell: true,
      stdio: 'inherit',
      env: { ...process.env, PATH: path, ...extra },
    })
    if (run.status !== 0) {
      say(`\n✗ ${name} failed (${command})`)
      process.exit(run.status || 1)
    }
    say(`✓ ${name} (${seconds(start)} s)`)
  }
  say(`\nAll ${steps.length} steps passed in ${seconds(began)} s.`)
}

const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1)
