// Runs named commands, says how long each took, and stops at the first that fails.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root, say } from './install.mjs'

const path = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)

/** One after another, each talking for itself. */
export async function runSteps(steps) {
  const began = Date.now()
  for (const step of steps) {
    say(`\n── ${step[0]}`)
    finish(step, await run(step, 'inherit'))
  }
  say(`\nAll ${steps.length} steps passed in ${seconds(began)} s.`)
}

/** All at once, for steps that mostly wait for one core each; what one said is shown when it ends. */
export async function runTogether(steps) {
  say(`\n── together, some minutes: ${steps.map(([name]) => name).join(', ')}`)
  const endings = steps.map(async (step) => {
    const ending = await run(step, 'pipe')
    say(`\n── ${step[0]}`)
    process.stderr.write(ending.output)
    finish(step, ending)
  })
  await Promise.all(endings)
}

function run([, command, extra = {}], output) {
  const began = Date.now()
  const env = { ...process.env, PATH: path, ...extra }
  const child = spawn(command, { cwd: root, shell: true, env, stdio: ['ignore', output, output] })
  process.once('exit', () => child.kill())
  const chunks = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk))
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, took: seconds(began), output: Buffer.concat(chunks) }))
  })
}

function finish([name, command], { code, took }) {
  if (code === 0) return say(`✓ ${name} (${took} s)`)
  say(`\n✗ ${name} failed (${command})`)
  process.exit(code || 1)
}

const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1)
