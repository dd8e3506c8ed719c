import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Port } from '@tributary/sdk/node'
import type { Job } from '@tributary/sdk/wire'
import { generatePrivateKey } from 'viem/accounts'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Command, killAll, server, untilGone } from './Command.ts'
import { type Guest, signIn } from './Guest.ts'
import { stripes } from './pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'tributary-stop-'))
const home = join(folder, 'home')
afterEach(killAll)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const serve = async (): Promise<Command> =>
  server('serve', '--home', home, '--port', `${await Port.findFree()}`, '--json')
const logOf = (name: string): string => readFileSync(join(home, 'logs', `${name}.log`), 'utf8')

/** Begins a training that takes hours. */
async function teach(ada: Guest): Promise<string> {
  const uploads = await Promise.all([0, 1, 2, 3].map((number) => ada.upload(stripes(number))))
  const pictures = uploads.map((upload) => ({ upload, contributor: 'ada' }))
  const dataset = await ada.post<Job>('/v1/jobs', { kind: 'dataset', name: 'Stripes', pictures })
  expect((await ada.end(dataset.id)).state).toBe('succeeded')
  const input = { kind: 'train', name: 'Long', dataset: { job: dataset.id }, steps: 100_000, samples: 10 }
  return (await ada.post<Job>('/v1/jobs', input)).id
}

async function stepsOf(guest: Guest, id: string): Promise<number> {
  const { progress } = await guest.get<Job>(`/v1/jobs/${id}`)
  return progress?.unit === 'steps' ? progress.done : 0
}

test('Ctrl-C ends a studio that trains and is listened to, whenever it comes; nothing is killed and the training goes on', {
  timeout: 180_000,
}, async () => {
  let steps = 10
  let training: string | undefined
  const key = generatePrivateKey()
  // While it trains, then in the moment in which the worker takes the job again, then while it trains once more.
  for (const isBusy of [true, false, true]) {
    const studio = await serve()
    const { address } = await studio.event('listening')
    const ada = await signIn(address!, key)
    training ??= await teach(ada)
    if (isBusy) await expect.poll(() => stepsOf(ada, training!), { timeout: 60_000 }).toBeGreaterThan(steps)
    else await expect.poll(() => logOf('worker-1'), { timeout: 60_000 }).toContain('taking jobs')
    // Streams that nobody closes, as open pages have them.
    await Promise.all(['/v1/live', `/v1/jobs/${training}/events`].map((path) => ada.ask('GET', path)))
    steps = await stepsOf(ada, training)
    const processes = studio.tree()
    studio.interrupt()
    expect(await studio.ended, studio.said()).toBe(0)
    expect(studio.said()).not.toContain('Error')
    expect(await untilGone(processes, 1_000)).toEqual([])
    expect(logOf('worker-1')).toContain('jobs that ran go on')
    expect(logOf('server')).not.toContain('does not end')
  }
})
