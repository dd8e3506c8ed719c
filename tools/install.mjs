// Installs what the lock file names, once per lock file. No dependency: this runs before anything is installed, on Node 20 or later.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = new URL('..', import.meta.url).pathname.replace(/\/$/, '')
/** The Node that runs Tributary: version 24 from npm, whatever the system has. */
export const node = join(root, 'node_modules/node/bin/node')
const stamp = join(root, 'node_modules/.tributary-lock')
const supported = ['linux-x64', 'darwin-arm64']

export function install() {
  const lock = lockHash()
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    checkPlatform()
    say('Installing what package-lock.json names (about a minute, once)')
    if (npm('ci') !== 0 && npm('install') !== 0)
      fail('npm could not install the packages.', 'Its own message is above. Check the network and the disk.')
    if (lockHash() !== lock)
      fail('Installing changed package-lock.json.', 'Put it back with `git checkout package-lock.json` and try again.')
    writeFileSync(stamp, lock)
  }
  checkNode()
}

function checkPlatform() {
  const here = `${process.platform}-${process.arch}`
  if (Number(process.versions.node.split('.')[0]) < 20)
    fail(`Node ${process.versions.node} is too old.`, 'Install Node 20 or later.')
  if (!supported.includes(here))
    say(`${here} is not tested; Foundry (forge, anvil) must be on PATH. Tested: ${supported.join(', ')}`)
}

function npm(verb) {
  // onnxruntime and others would fetch GPU builds after installing; nothing here needs an install script but Node's own.
  const run = spawnSync('npm', [verb, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  return run.status
}

function checkNode() {
  const version = existsSync(node) ? spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim() : 'none'
  if (!version.startsWith('v24.')) {
    fail(
      `The pinned Node 24 is not there (found: ${version}).`,
      'npm may have skipped its install script: run `npm rebuild node`.',
    )
  }
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
export const say = (text) => process.stderr.write(`${text}\n`)

export function fail(what, hint) {
  say(`${what}\nHint: ${hint}`)
  process.exit(1)
}
