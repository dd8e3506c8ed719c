import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { GenerateResult, Job, TrainDetails, TrainResult } from '@tributary/sdk/wire'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { stripes, tiny } from '../../test/pictures.ts'
import { type Visitor, visit } from '../../test/visitor.ts'
import { startWorkerProcess, type WorkerProcess } from '../../test/workerProcess.ts'
import { createApp } from '../api/createApp.ts'
import { folderOf } from './files.ts'
import { prepareQueue } from './queue.ts'

let studio: TestStudio
let ada: Visitor
let dataset: Job
const workers: WorkerProcess[] = []

const start = (): WorkerProcess => {
  const worker = startWorkerProcess(studio)
  workers.push(worker)
  return worker
}

beforeAll(async () => {
  studio = await openStudio()
  await prepareQueue(studio.services.pool)
  ada = await visit(createApp(studio.services), studio.services, (await studio.person('ada')).address)
  const worker = startWorkerProcess(studio)
  const uploads = await Promise.all([0, 1, 2, 3].map((number) => ada.upload(stripes(number))))
  const pictures = uploads.map(({ id }, index) => ({ upload: id, contributor: index < 2 ? 'ada' : 'ben' }))
  dataset = await ada.end((await ada.post<Job>('/v1/jobs', { kind: 'dataset', name: 'Set', pictures })).id)
  await worker.kill()
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()))
})
afterAll(() => studio?.[Symbol.asyncDispose]())

const training = (change: object = {}): object => {
  return {
    kind: 'train',
    name: 'Small',
    dataset: { job: dataset.id },
    steps: 1_500,
    samples: 100,
    settings: tiny,
    ...change,
  }
}

async function until(id: string, isThere: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await ada.get<Job>(`/v1/jobs/${id}`)
    if (isThere(job) || job.ended !== undefined) return job
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const steps = (least: number) => (job: Job) => job.progress?.unit === 'steps' && job.progress.done >= least

async function eventsOf(id: string): Promise<Job[]> {
  const { rows } = await studio.services.pool.query<{ data: Job }>(
    'SELECT data FROM studio.job_event WHERE job = $1 ORDER BY id',
    [id],
  )
  return rows.map(({ data }) => data)
}

async function attemptsOf(id: string): Promise<number> {
  const { rows } = await studio.services.pool.query('SELECT attempt FROM studio.job WHERE id = $1', [id])
  return rows[0].attempt
}

const hashOf = ({ result }: Job): string => (result as TrainResult).model.hash
const ends = (events: readonly Job[]) => events.filter(({ ended }) => ended !== undefined)

describe('R-20: a job ends once, and is never lost', { timeout: 120_000 }, () => {
  test('a worker killed while it trains loses one part: another goes on, to the same model', async () => {
    const first = start()
    const { id } = await ada.post<Job>('/v1/jobs', training())
    await until(id, steps(500))
    await first.kill()
    start()
    const trained = await ada.end(id)
    expect(trained.problem).toBeUndefined()
    expect(await attemptsOf(id)).toBe(2)
    const events = await eventsOf(id)
    const again = events.slice(
      events.findLastIndex(({ state, progress }) => state === 'running' && progress?.unit === 'pictures'),
    )
    expect(Math.min(...again.filter(steps(0)).map(({ progress }) => progress!.done))).toBeGreaterThanOrEqual(400)
    expect(ends(events)).toHaveLength(1)

    const whole = await ada.end((await ada.post<Job>('/v1/jobs', training())).id)
    expect(hashOf(trained)).toBe(hashOf(whole))
    expect((trained.result as TrainResult).losses).toEqual((whole.result as TrainResult).losses)
  })

  test('a worker killed while it draws leaves what it drew, and another draws the rest', async () => {
    const first = start()
    const model = await ada.end((await ada.post<Job>('/v1/jobs', training({ steps: 20, samples: 20 }))).id)
    const seeds = Array.from({ length: 12 }, (_, seed) => seed)
    const { id } = await ada.post<Job>('/v1/jobs', {
      kind: 'generate',
      model: { job: model.id },
      seeds,
      width: 1024,
      height: 1024,
    })
    await until(id, ({ progress }) => (progress?.done ?? 0) >= 2)
    await first.kill()
    const drawn = join(folderOf(studio.services.home, id), '0.png')
    const { mtimeMs } = statSync(drawn)
    start()
    const job = await ada.end(id)
    expect((job.result as GenerateResult).pictures.map(({ seed }) => seed)).toEqual(seeds)
    expect(statSync(drawn).mtimeMs).toBe(mtimeMs)
    expect(ends(await eventsOf(id))).toHaveLength(1)
  })

  test('two workers share the work, and none is done twice', async () => {
    start()
    start()
    const { id: upload } = await ada.upload(stripes(50))
    const jobs = await Promise.all(
      Array.from({ length: 16 }, () => ada.post<Job>('/v1/jobs', { kind: 'verify', upload })),
    )
    for (const { id } of jobs) {
      expect((await ada.end(id)).state).toBe('succeeded')
      expect(await attemptsOf(id)).toBe(1)
      expect(ends(await eventsOf(id))).toHaveLength(1)
    }
  })

  test('a worker that is told to stop hands its job on', async () => {
    const first = start()
    const { id } = await ada.post<Job>('/v1/jobs', training({ steps: 1_000 }))
    await until(id, steps(100))
    first.child.kill('SIGTERM')
    await first.ended
    expect((await ada.get<Job>(`/v1/jobs/${id}`)).state).toBe('queued')
    start()
    expect((await ada.end(id)).state).toBe('succeeded')
  })

  test('a worker that loses the database gets it again, and the job still ends once', async () => {
    start()
    const { id } = await ada.post<Job>('/v1/jobs', training({ steps: 1_000 }))
    await until(id, steps(100))
    await studio.services.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'tributary' AND pid <> pg_backend_pid()`,
    )
    expect((await ada.end(id)).state).toBe('succeeded')
    expect(ends(await eventsOf(id))).toHaveLength(1)
  })

  test('a job that kills its workers fails in the end', async () => {
    const first = start()
    const { id } = await ada.post<Job>('/v1/jobs', training())
    await until(id, steps(1))
    await studio.services.pool.query(
      'UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = $1',
      [id],
    )
    await first.kill()
    start()
    const job = await ada.end(id)
    expect(job).toMatchObject({ state: 'failed', problem: { retry: false } })
    expect(ends(await eventsOf(id))).toHaveLength(1)
  })
})

describe('a job is canceled', { timeout: 60_000 }, () => {
  test('while it waits, at once', async () => {
    const { id } = await ada.post<Job>('/v1/jobs', training())
    expect((await ada.post<Job>(`/v1/jobs/${id}/cancel`, {})).state).toBe('canceled')
    start()
    const { id: upload } = await ada.upload(stripes(51))
    await ada.end((await ada.post<Job>('/v1/jobs', { kind: 'verify', upload })).id)
    expect(await attemptsOf(id)).toBe(0)
    expect((await eventsOf(id)).map(({ state }) => state)).toEqual(['queued', 'canceled'])
  })

  test('while it runs, soon, and its worker goes on with other jobs', async () => {
    start()
    const { id } = await ada.post<Job>('/v1/jobs', training({ steps: 100_000 }))
    await until(id, steps(10))
    await ada.post<Job>(`/v1/jobs/${id}/cancel`, {})
    expect((await ada.end(id)).state).toBe('canceled')
    expect(existsSync(join(folderOf(studio.services.home, id), 'model'))).toBe(false)
    const next = await ada.end((await ada.post<Job>('/v1/jobs', training({ steps: 20 }))).id)
    expect(next.state).toBe('succeeded')
  })

  test('and started again, it goes on from what it kept, to the same model as if nothing had happened', async () => {
    start()
    const { id } = await ada.post<Job>('/v1/jobs', training({ steps: 600 }))
    await until(id, steps(250))
    await ada.post<Job>(`/v1/jobs/${id}/cancel`, {})
    const canceled = await ada.end(id)
    const { kept } = canceled.progress!.details as TrainDetails
    expect(kept).toBeGreaterThanOrEqual(200)
    const resumed = await ada.end((await ada.post<Job>('/v1/jobs', training({ steps: 600, resume: id }))).id)
    expect(resumed.problem).toBeUndefined()
    const reached = (await eventsOf(resumed.id)).filter(steps(0)).map(({ progress }) => progress!.done)
    expect(Math.min(...reached)).toBeGreaterThanOrEqual(kept!)
    const anew = await ada.end((await ada.post<Job>('/v1/jobs', training({ steps: 600 }))).id)
    expect(Math.min(...(await eventsOf(anew.id)).filter(steps(0)).map(({ progress }) => progress!.done))).toBeLessThan(
      100,
    )
    expect(hashOf(resumed)).toBe(hashOf(anew))
    expect((resumed.result as TrainResult).losses).toEqual((anew.result as TrainResult).losses)
    const refusals: [string, object][] = [
      ['succeeded', { steps: 600, resume: anew.id }],
      ['differs', { steps: 700, resume: id }],
      ['kind dataset', { steps: 600, resume: dataset.id }],
    ]
    for (const [why, change] of refusals) {
      const answer = await ada.ask('POST', '/v1/jobs', training(change))
      expect([answer.status, await answer.json()]).toMatchObject([409, { detail: expect.stringContaining(why) }])
    }
  })

  test('before it kept anything, it can only begin anew', async () => {
    const { id } = await ada.post<Job>('/v1/jobs', training())
    await ada.post<Job>(`/v1/jobs/${id}/cancel`, {})
    const answer = await ada.ask('POST', '/v1/jobs', training({ resume: id }))
    expect([answer.status, await answer.json()]).toMatchObject([409, { title: 'The training cannot go on' }])
    expect((await ada.ask('POST', '/v1/jobs', training({ resume: 'nobody' }))).status).toBe(404)
  })

  test('while its worker is dead, as soon as another one looks', async () => {
    const first = start()
    const { id } = await ada.post<Job>('/v1/jobs', training({ steps: 100_000 }))
    await until(id, steps(10))
    await first.kill()
    await ada.post<Job>(`/v1/jobs/${id}/cancel`, {})
    start()
    expect((await ada.end(id)).state).toBe('canceled')
  })

  test('not any more when it has ended', async () => {
    const canceled = await ada.post<Job>(`/v1/jobs/${dataset.id}/cancel`, {})
    expect(canceled.state).toBe('succeeded')
  })
})
