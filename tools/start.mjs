// `npm start`: installs what is missing, starts the studio, and plays the main job where it was not played yet.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { install, node, root, say } from './install.mjs'
import { help, pass, readOptions } from './startOptions.mjs'
import { buildStudio } from './studio.mjs'

const began = Date.now()
const given = readOptions(process.argv.slice(2))
if (given.help) {
  process.stdout.write(help)
  process.exit(0)
}
install()
const story = ['data', 'steps', 'report']
if (given.once) {
  const job = tributary(['start', '--once', ...pass(given, [...story, 'json'])], 'inherit')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => job.kill(signal))
  job.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
} else await run()

/** Starts everything at the same time; the story begins as soon as there is a chain to play it on. */
async function run() {
  const home = resolve(given.home ?? (process.env.TRIBUTARY_HOME || '.tributary'))
  const studio = startStudio(home)
  const played = studio.event('chain').then(({ embedded }) => (embedded ? play(home) : undefined))
  const [{ address }] = await Promise.all([studio.event('listening'), buildStudio()])
  tell({ event: 'listening', address }, `\nThe studio is at ${address}\n`)
  const works = await played
  await Promise.all([studio.event('indexed'), works && untilShown(address, works)])
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  tell(
    { event: 'ready', address, seconds },
    `\nReady after ${seconds} s: open ${address}\nCtrl-C stops it; \`npm start\` goes on here.`,
  )
}

/** The studio in a process group of its own: Ctrl-C reaches this process alone, which then asks the studio to stop. */
function startStudio(home) {
  const places = pass(given, ['port', 'host', 'workers', 'rpc', 'database-url'])
  const args = [join(root, 'apps/server/src/main.ts'), 'serve', '--json', '--home', home, ...places]
  const env = { ...process.env, TRIBUTARY_LEASH: 'stdin' }
  const studio = spawn(node, args, { stdio: ['pipe', 'pipe', 'inherit'], env, detached: true })
  const stop = () => studio.stdin.end()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)
  studio.once('exit', (code) => process.exit(code ?? 1))
  const events = new Map()
  const wait = (event) => {
    if (!events.has(event)) events.set(event, Promise.withResolvers?.() ?? deferred())
    return events.get(event)
  }
  createInterface({ input: studio.stdout }).on('line', (line) => {
    const said = JSON.parse(line)
    wait(said.event).resolve(said)
  })
  return { event: (name) => wait(name).promise }
}

/** Plays the main job, unless this home has seen it. Resolves to how many works there are then, if it was played. */
async function play(home) {
  if (given['no-story'] || (given.data === undefined && wasPlayed(home))) return undefined
  const job = tributary(
    ['start', '--exit', '--json', '--home', home, ...pass(given, story)],
    ['ignore', 'pipe', 'inherit'],
  )
  process.once('exit', () => job.kill())
  const said = []
  job.stdout.on('data', (chunk) => said.push(chunk))
  const code = await new Promise((resolve) => job.once('close', resolve))
  if (code !== 0) return say('The main job was not played to its end; `npm start` goes on with it. The studio runs.')
  return Number(JSON.parse(Buffer.concat(said)).works)
}

function wasPlayed(home) {
  const journal = join(home, 'journal.jsonl')
  return existsSync(journal) && readFileSync(journal, 'utf8').includes('"kind":"story.played"')
}

/** Waits until the studio shows as many works as the story made. */
async function untilShown(address, works) {
  for (;;) {
    const answer = await fetch(`${address}/v1/works?limit=100`).catch(() => undefined)
    if (answer?.ok && (await answer.json()).items.length >= Math.min(works, 100)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function tributary(args, stdio) {
  return spawn(node, [join(root, 'apps/cli/src/main.ts'), ...args], { stdio })
}

function tell(event, text) {
  process.stdout.write(given.json ? `${JSON.stringify(event)}\n` : `${text}\n`)
}

/** \`Promise.withResolvers\` for Node 20. */
function deferred() {
  const parts = {}
  parts.promise = new Promise((resolve) => Object.assign(parts, { resolve }))
  return parts
}
