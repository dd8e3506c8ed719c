import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Account, Flow, Leaf, Rights, Tree, Work } from '@tributary/protocol'
import * as sdk from '@tributary/sdk'
import { Port } from '@tributary/sdk/node'
import type { Page, Plan, Problem, Statement, WorkCard } from '@tributary/sdk/wire'
import fc from 'fast-check'
import { type Address, type Hex, keccak256, type PrivateKeyAccount, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readProgress, startIndexer, untilReady } from '../../indexer/index.ts'
import { claimFromEvents, claimOfPlan } from '../../test/claims.ts'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { createApp } from '../api/createApp.ts'
import type { Api } from '../api/Services.ts'
import { takeIn } from '../catalog/takeIn.ts'

let studio: TestStudio
let app: Api
let payer: sdk.Client
let people: PrivateKeyAccount[]
let stop: () => Promise<void>

beforeAll(async () => {
  studio = await openStudio()
  app = createApp(studio.services)
  const { pool, client } = studio.services
  payer = studio.as(await studio.person('payer', 1_000_000_000n))
  people = await Promise.all([1, 2, 3].map((number) => studio.person(`payee-${number}`)))
  const log = join(mkdtempSync(join(tmpdir(), 'reads-')), 'log')
  const indexer = await startIndexer({ pool, url: studio.url, client, port: await Port.findFree(), log })
  await untilReady(pool, client)
  stop = () => indexer.stop()
}, 120_000)
afterAll(async () => {
  await stop()
  await studio[Symbol.asyncDispose]()
})

const read = async <answer>(path: string): Promise<answer> => (await app.request(path)).json() as Promise<answer>

/** Waits until the index holds all that the chain said. */
async function caughtUp(): Promise<void> {
  const head = await studio.services.client.public.getBlockNumber()
  while (((await readProgress(studio.services.pool))?.block ?? 0n) < head) await setTimeout(50)
}

let serial = 0
/** Keeps a work in the store and the catalog, its trees too; the chain hears of it only when it is `shown`. */
async function keep(
  name: string,
  fields: Omit<Work.from.Fields, 'record' | 'home'>,
  trees: Tree.Tree[],
  shown: boolean,
): Promise<Hex> {
  const { client, store, pool } = studio.services
  const home = Account.from({ chainId: client.chainId, address: client.deployment.works })
  serial += 1
  const work = Work.from({ ...fields, home, record: keccak256(toHex(`record ${serial}`)) })
  const id = Work.id(work)
  const stored = await Promise.all(trees.map((tree) => sdk.putTree(store, tree)))
  const preimage = Work.toJson(work)
  await store.putEntry({ version: 1, work: id, preimage, record: work.record, files: [], trees: stored })
  await takeIn(pool, store, id, serial)
  await pool.query('UPDATE studio.catalog SET name = $2, kind = $3 WHERE work = $1', [id, name, 'output'])
  if (shown) await sdk.publish(payer, { works: [work] })
  return id
}

type Part = {
  readonly kind: 'account' | 'work' | 'tree'
  readonly share: number
  readonly to: number
  readonly leaves: readonly { to: number; isWork: boolean; weight: number }[]
}
const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom('account' as const, 'work' as const, 'tree' as const),
  share: fc.integer({ min: 1, max: 250_001 }),
  to: fc.nat(9),
  leaves: fc.array(fc.record({ to: fc.nat(9), isWork: fc.boolean(), weight: fc.integer({ min: 1, max: 97 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
})
const scene = fc.record({
  works: fc.array(
    fc.record({
      creator: fc.nat(2),
      isHere: fc.boolean(),
      isShown: fc.boolean(),
      parts: fc.array(part, { maxLength: 4 }),
    }),
    { minLength: 4, maxLength: 7 },
  ),
  acts: fc.array(
    fc.record({
      what: fc.constantFrom('pay', 'pay', 'lift', 'settle', 'claim'),
      at: fc.nat(9),
      amount: fc.integer({ min: 1, max: 999_999 }),
    }),
    { minLength: 8, maxLength: 14 },
  ),
})
type Scene = typeof scene extends fc.Arbitrary<infer value> ? value : never

const accountAt = (index: number, isHere = false): Account.Account =>
  Account.from({
    address: people[index % people.length]!.address,
    ...(isHere && { chainId: studio.services.client.chainId }),
  })

async function build({ works }: Scene): Promise<Hex[]> {
  const ids: Hex[] = []
  for (const { creator, isHere, isShown, parts } of works) {
    const trees: Tree.Tree[] = []
    const flows: Flow.Flow[] = []
    for (const { kind, share, to, leaves } of parts) {
      const earlier = ids[to % Math.max(1, ids.length)]
      if (kind === 'account' || earlier === undefined) flows.push(Flow.toAccount(accountAt(to, isHere), share))
      else if (kind === 'work') flows.push(Flow.toWork(earlier, share))
      else {
        const tree = await Tree.from(
          leaves.map((leaf) =>
            leaf.isWork
              ? Leaf.toWork(ids[leaf.to % ids.length]!, BigInt(leaf.weight))
              : Leaf.toAccount(accountAt(leaf.to), BigInt(leaf.weight)),
          ),
        )
        trees.push(tree)
        flows.push(Flow.toTree(tree.root, share))
      }
    }
    ids.push(await keep(`Scene ${ids.length}`, { creator: accountAt(creator, isHere), flows }, trees, isShown))
  }
  return ids
}

async function play(ids: readonly Hex[], { acts }: Scene): Promise<void> {
  for (const { what, at, amount } of acts) {
    const [work, token] = [ids[at % ids.length]!, studio.dollar]
    if (what === 'pay') await sdk.pay(payer, { work, token, amount: BigInt(amount) })
    if (what === 'lift') await liftFirst(work)
    if (what === 'settle') await sdk.settleLineage(payer, { work, token })
    if (what === 'claim') await sdk.claimAll(payer, { token, account: people[at % people.length]!.address })
  }
}

/** Lifts along one edge only, so that some money stays half-way. */
async function liftFirst(id: Hex): Promise<void> {
  const work = (await sdk.workOf(studio.services.store, id))!
  const flow = work.flows.findIndex(({ kind }) => kind === 'work')
  if (flow >= 0) await sdk.distribute(payer, { edges: [{ work, flow }], token: studio.dollar })
}

/** What both tell of a line, to the wei. */
const lineOf = (
  line: { work: string; bucket: string; role: string; flow?: number | undefined } & Record<
    'due' | 'paid' | 'payable' | 'pending',
    unknown
  >,
): string =>
  [line.work, line.bucket, line.role, line.flow ?? '', line.due, line.paid, line.payable, line.pending].join(' ')

/** A claim planned from the index pays what one made of every event pays, with no call that the other has not. */
async function expectSameClaim(account: Address): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await app.request('/v1/plans/claim', { method: 'POST', body: JSON.stringify({ account }), headers })
  const slow = await claimFromEvents(studio.services, account)
  if (slow.arrives.length === 0) return expect(answer.status).toBe(409)
  const quick = claimOfPlan((await answer.json()) as Plan)
  expect(quick.arrives).toEqual(slow.arrives)
  expect(quick.calls.filter((call) => !slow.calls.includes(call))).toEqual([])
}

test('statements and claims from the index equal those from the chain to the wei, whatever happened (R-16)', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async (drawn) => {
      const ids = await build(drawn)
      await play(ids, drawn)
      await caughtUp()
      const rebuilt = await sdk.ledgerOf(studio.services.client)
      for (const { address } of people) {
        const theirs = await read<Statement>(`/v1/accounts/${address}/statement`)
        const ours = sdk.statementOf(rebuilt, address)
        expect(theirs.lines.map(lineOf).sort()).toEqual(ours.lines.map(lineOf).sort())
        const { due, paid, payable, pending } = ours.totals.get(studio.dollar) ?? {
          due: 0n,
          paid: 0n,
          payable: 0n,
          pending: 0n,
        }
        const total = theirs.totals[0] ?? { due: '0', paid: '0', payable: '0', pending: '0', received: '0' }
        expect([total.due, total.paid, total.payable, total.pending, total.received]).toEqual(
          [due, paid, payable, pending, ours.received.get(studio.dollar) ?? 0n].map(String),
        )
        await expectSameClaim(address)
      }
    }),
    { numRuns: Number(process.env.SCENES ?? 3) },
  )
}, 300_000)

test('while the index enters the past anew, a work is not denied: it is to be asked for later', async () => {
  const id = await keep('Known for long', { creator: accountAt(0) }, [], true)
  await caughtUp()
  const { pool } = studio.services
  const status = async (path: string) => (await app.request(path)).status
  expect([await status(`/v1/works/${id}`), await status('/health/ready')]).toEqual([200, 200])
  const unknown = `/v1/works/0x${'ab'.repeat(32)}`
  expect(await status(unknown)).toBe(404)
  await pool.query('ALTER SCHEMA event_index RENAME TO event_index_away')
  try {
    for (const path of [`/v1/works/${id}`, `/v1/works/${id}/lineage`, `/works/${id}/card.png`, unknown]) {
      const answer = await app.request(path)
      expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '2'])
      expect(await answer.json()).toMatchObject({ title: 'The event index is catching up', retry: true })
    }
    expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 503])
  } finally {
    await pool.query('ALTER SCHEMA event_index_away RENAME TO event_index')
  }
  expect(await status(`/v1/works/${id}`)).toBe(200)
})

describe('what people wrote is never run', () => {
  const hostile = `=HYPERLINK("x")<script>alert(1)</script>'; DROP TABLE studio.catalog; --`
  let id: Hex
  beforeAll(async () => {
    id = await keep(hostile, { creator: accountAt(0) }, [], true)
    await sdk.pay(payer, { work: id, token: studio.dollar, amount: 10n })
    await caughtUp()
  })

  test('not by a spreadsheet, not by a browser, not by the database', async () => {
    const { address } = people[0]!
    const csv = await (await app.request(`/v1/accounts/${address}/statement.csv`)).text()
    expect(csv).toContain(`"'=HYPERLINK(""x"")<script>`)
    const page = await app.request(`/v1/accounts/${address}/statement.html`)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await page.text()
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
    const { items } = await read<Page<WorkCard>>('/v1/works?q=drop%20table')
    expect(items.map(({ name }) => name)).toEqual([hostile])
  })

  test.each(["'", "' OR 1=1 --", ':*', '!', '& | !', '\\', '%', 'a:*b', '🙂', '\u0000'])(
    'searching for %j',
    async (q) => {
      expect((await app.request(`/v1/works?q=${encodeURIComponent(q)}`)).status).toBe(200)
    },
  )
})

test.each([
  'limit=0',
  'limit=101',
  'limit=1e9',
  'limit=x',
  'sort=up',
  'kind=nft',
  'right=all',
  'minPrice=-1',
  'minPrice=1e3',
  'holder=me',
  'parent=0x12',
  'cursor=x',
  `cursor=${btoa('["1"]')}`,
  `cursor=${btoa('["1;","0x"]')}`,
  `cursor=${btoa('{"a":1}')}`,
  `cursor=${'A'.repeat(2_000)}`,
])('a list asked for with %s is refused in words', async (query) => {
  const answer = await app.request(`/v1/works?${query}`)
  expect(answer.status).toBe(422)
  expect(((await answer.json()) as Problem).detail).toBeTruthy()
})

describe('the market', () => {
  test('every order shows every work once, page by page', async () => {
    const all = (await read<Page<WorkCard>>('/v1/works?limit=100')).items.map(({ id }) => id)
    for (const sort of ['newest', 'oldest', 'earned', 'name']) {
      const seen: string[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page: Page<WorkCard> = await read(`/v1/works?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
      }
      expect([...seen].sort()).toEqual([...all].sort())
    }
  })

  test('words that thousands of works share are found among them, in every order', async () => {
    const { pool } = studio.services
    const [known] = (await read<Page<WorkCard>>('/v1/works')).items as [WorkCard]
    await pool.query("UPDATE studio.catalog SET description = description || ' plentiful' WHERE work = $1", [known.id])
    // The catalog knows these, the chain does not: only the one above can be shown.
    await pool.query(`INSERT INTO studio.catalog (work, name, kind, creator, terms, record, written)
      SELECT 'unpublished ' || number, 'plentiful', 'output', '', '{}', '', 0 FROM generate_series(1, 4100) number`)
    for (const sort of ['newest', 'oldest', 'earned', 'name']) {
      const { items } = await read<Page<WorkCard>>(`/v1/works?q=plenti&sort=${sort}`)
      expect(items.map(({ id }) => id)).toEqual([known.id])
    }
    await pool.query("DELETE FROM studio.catalog WHERE work LIKE 'unpublished %'")
  })

  test('an offer is open until it is cancelled, and only what is open is priced', async () => {
    const work = await keep('For sale', { creator: accountAt(0) }, [], true)
    const seller = studio.as(people[0]!)
    const { id, offer, signature } = await sdk.signOffer(seller, {
      work,
      token: studio.dollar,
      price: 5n,
      rights: Rights.from(['training']),
      supply: 2,
    })
    const { client } = studio.services
    expect(client.chainId).toBe(31337)
    const body = JSON.stringify({
      offer: JSON.parse(JSON.stringify(offer, (_, value) => (typeof value === 'bigint' ? `${value}` : value))),
      signature,
    })
    await caughtUp()
    const headers = { 'content-type': 'application/json' }
    expect((await app.request('/v1/offers', { method: 'POST', body, headers })).status).toBe(200)
    const forged = JSON.stringify({ ...JSON.parse(body), offer: { ...JSON.parse(body).offer, price: '1' } })
    expect((await app.request('/v1/offers', { method: 'POST', body: forged, headers })).status).toBe(403)
    const priced = () => read<Page<WorkCard>>('/v1/works?right=training&maxPrice=5')
    expect((await priced()).items.map((card) => [card.id, card.price?.amount])).toEqual([[work, '5']])
    await sdk.cancel(seller, { offer: id })
    await caughtUp()
    expect((await priced()).items).toEqual([])
    expect(await read(`/v1/offers/${id}`)).toMatchObject({ state: 'cancelled' })
  })

  test('what did not change is not sent again', async () => {
    const first = await app.request('/v1/works')
    const etag = first.headers.get('etag')!
    expect((await app.request('/v1/works', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  test('unknown works, licenses and offers are not found', async () => {
    const none = `0x${'ab'.repeat(32)}`
    for (const path of [
      `/v1/works/${none}`,
      `/v1/works/${none}/lineage`,
      `/v1/offers/${none}`,
      `/v1/licenses/${none}`,
      `/files/${none}`,
    ])
      expect((await app.request(path)).status).toBe(404)
  })
})
