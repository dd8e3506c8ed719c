import { Account, type Work } from '@tributary/protocol'
import { isAuthorized, isMinted, workOf } from '@tributary/sdk'
import type { Draft, DraftInput, GenerateResult, Job, Verification } from '@tributary/sdk/wire'
import { createWalletClient, type Hex, http, type PrivateKeyAccount } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { stripes, tiny } from '../../test/pictures.ts'
import { type Visitor, visit } from '../../test/visitor.ts'
import { createApp } from '../api/createApp.ts'
import { type JobWorker, startWorker } from '../jobs/startWorker.ts'

let studio: TestStudio
let worker: JobWorker
let ada: Visitor
let eve: Visitor
let key: PrivateKeyAccount
let evesKey: PrivateKeyAccount
let serial = 0

beforeAll(async () => {
  studio = await openStudio()
  const app = createApp(studio.services)
  worker = await startWorker(studio.services)
  key = await studio.person('ada')
  evesKey = await studio.person('eve')
  ada = await visit(app, studio.services, key.address)
  eve = await visit(app, studio.services, evesKey.address)
})
afterAll(async () => {
  await worker?.stop()
  await studio?.[Symbol.asyncDispose]()
})

async function until(visitor: Visitor, id: string, ...states: Draft['state'][]): Promise<Draft> {
  for (;;) {
    const draft = await visitor.get<Draft>(`/v1/drafts/${id}`)
    if (states.includes(draft.state) || draft.state === 'failed') return draft
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const imported = async (): Promise<DraftInput> => {
  const { id } = await ada.upload(stripes(++serial))
  return { parts: [{ kind: 'import', name: `Stripes ${serial}`, content: { upload: id } }], as: 'event' }
}

async function sign(draft: Draft, by: PrivateKeyAccount): Promise<{ work: string; signature: Hex }[]> {
  const wanted = draft.works.filter(({ toSign }) => toSign !== undefined)
  return Promise.all(
    wanted.map(async ({ id, toSign }) => ({ work: id!, signature: await by.signTypedData(toSign as never) })),
  )
}

async function send({ plan, problem }: Draft, by: PrivateKeyAccount): Promise<void> {
  if (plan === undefined) throw new Error(JSON.stringify(problem))
  const { client } = studio.services
  const wallet = createWalletClient({ account: by, chain: client.public.chain!, transport: http(client.rpc) })
  for (const { to, data } of plan.calls) {
    const hash = await wallet.sendTransaction({ to: to as Hex, data: data as Hex })
    const receipt = await client.public.waitForTransactionReceipt({ hash })
    expect(receipt.status).toBe('success')
  }
}

async function publish(input: DraftInput): Promise<Draft> {
  const { id } = await ada.post<Draft>('/v1/drafts', input)
  const composed = await until(ada, id, 'unsigned', 'ready')
  expect(composed.problem).toBeUndefined()
  if (composed.state === 'unsigned') {
    await ada.post(`/v1/drafts/${id}/signature`, { signatures: await sign(composed, key) })
  }
  await send(await until(ada, id, 'ready'), key)
  return until(ada, id, 'published')
}

async function trained(): Promise<{ dataset: Job; model: Job }> {
  const uploads = await Promise.all([1, 2, 3, 4].map((number) => ada.upload(stripes(100 + number))))
  const pictures = uploads.map(({ id }, index) => ({ upload: id, contributor: index < 2 ? 'ida' : 'jon' }))
  const dataset = await ada.end((await ada.post<Job>('/v1/jobs', { kind: 'dataset', name: 'Set', pictures })).id)
  const train = { kind: 'train', name: 'Small', dataset: { job: dataset.id }, steps: 10, samples: 10, settings: tiny }
  return { dataset, model: await ada.end((await ada.post<Job>('/v1/jobs', train)).id) }
}

describe('a browser publishes', () => {
  test("R-21: its own picture becomes its own work, by its wallet's word", async () => {
    const published = await publish(await imported())
    expect(published.state).toBe('published')
    const work = await workOf(studio.services.store, published.works[0]!.id as Hex)
    expect(Account.address(work!.creator)).toBe(key.address)
  })

  test('a work may be minted at once', async () => {
    const published = await publish({ ...(await imported()), as: 'mint' })
    const work = await workOf(studio.services.store, published.works[0]!.id as Hex)
    expect(await isMinted(studio.services.client, { work: work as Work.Work })).toBe(true)
  })

  test('a data set and its model go out together, and the model draws works that pay both', {
    timeout: 90_000,
  }, async () => {
    const { dataset, model } = await trained()
    const terms = { as: 'event' as const }
    const both = await publish({
      ...terms,
      parts: [
        { kind: 'dataset', name: 'Set', job: dataset.id, license: 'personal' },
        { kind: 'model', name: 'Small', model: { job: model.id }, dataset: { part: 0 } },
      ],
    })
    expect(both.works.map(({ kind }) => kind)).toEqual(['dataset', 'model'])
    const modelId = both.works[1]!.id as Hex
    const grant = { model: modelId, key: studio.services.keys.account('model').address }
    expect(await isAuthorized(studio.services.client, { ...grant, time: 2n ** 40n })).toBe(true)

    const generate = { kind: 'generate', model: { work: modelId }, seeds: [5, 6], width: 64, height: 64 }
    const drawn = await ada.end((await ada.post<Job>('/v1/jobs', generate)).id)
    const { pictures } = drawn.result as GenerateResult
    const outputs: DraftInput = {
      ...terms,
      parts: pictures.map(({ seed }) => ({ kind: 'output', name: `Seed ${seed}`, picture: { job: drawn.id, seed } })),
    }
    const { works: quoted } = await ada.post<{ works: Draft['works'] }>('/v1/drafts/quote', outputs)
    const [first] = quoted
    expect(first!.flows.map(({ kind, share }) => [kind, share])).toEqual([
      ['work', 100_000],
      ['tree', 150_000],
    ])
    const paid = first!.quote.payees.reduce((sum, { amount }) => sum + BigInt(amount), BigInt(first!.quote.dust))
    expect(paid).toBe(10_000_000n)

    const published = await publish(outputs)
    expect(published.works.map(({ name }) => name)).toEqual(['Seed 5', 'Seed 6'])
    const file = await ada.ask('GET', pictures[0]!.src)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const verdict = (await (await ada.ask('POST', '/v1/verifications', bytes)).json()) as Verification
    expect(verdict).toMatchObject({ answer: 'stripped', rerendered: true, work: { name: 'Seed 5', kind: 'output' } })
    expect(verdict.lineage.map(({ kind }) => kind)).toContain('dataset')
  })
})

describe('a draft is refused', () => {
  test('to everybody else', async () => {
    const { id } = await ada.post<Draft>('/v1/drafts', await imported())
    expect((await eve.ask('GET', `/v1/drafts/${id}`)).status).toBe(404)
    const upload = ((await imported()).parts[0] as { content: { upload: string } }).content
    const stolen = { parts: [{ kind: 'import', name: 'Mine', content: upload }], as: 'event' }
    expect((await eve.ask('POST', '/v1/drafts', stolen)).status).toBe(404)
  })

  test('with a signature of somebody else, of another work, or none', async () => {
    const first = await until(ada, (await ada.post<Draft>('/v1/drafts', await imported())).id, 'unsigned')
    const second = await until(ada, (await ada.post<Draft>('/v1/drafts', await imported())).id, 'unsigned')
    const path = `/v1/drafts/${first.id}/signature`
    const wrong = [
      await sign(first, evesKey),
      await sign(second, key),
      (await sign(second, key)).map(({ signature }) => ({ work: first.works[0]!.id!, signature })),
      [{ work: first.works[0]!.id!, signature: `0x${'00'.repeat(65)}` as Hex }],
    ]
    for (const signatures of wrong) expect((await ada.ask('POST', path, { signatures })).status).toBe(422)
    expect((await ada.get<Draft>(`/v1/drafts/${first.id}`)).state).toBe('unsigned')
  })

  test('as nothing when its signature comes again: it is one work', async () => {
    const { id } = await ada.post<Draft>('/v1/drafts', await imported())
    const draft = await until(ada, id, 'unsigned')
    const signatures = await sign(draft, key)
    const answers = await Promise.all(
      [1, 2, 3].map(() => ada.ask('POST', `/v1/drafts/${id}/signature`, { signatures })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const ready = await until(ada, id, 'ready')
    expect(ready.works[0]!.id).toBe(draft.works[0]!.id)
    const again = await ada.post<Draft>(`/v1/drafts/${id}/signature`, { signatures })
    expect(again.state).toBe('ready')
    const jobs = await studio.services.pool.query("SELECT 1 FROM studio.job WHERE input ->> 'draft' = $1", [id])
    expect(jobs.rowCount).toBe(2)
  })
})
