import fc from 'fast-check'
import { createTestClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check } from '../src/check/check.ts'
import { schemaName } from './run/schemaName.ts'
import { type Index, openIndex } from './test/openIndex.ts'
import { everyAct, openScene, play, type Scene, someActs } from './test/Scene.ts'

let index: Index
let scene: Scene
let indexer: Awaited<ReturnType<Index['start']>>

beforeAll(async () => {
  index = await openIndex()
  indexer = await index.start()
  scene = await openScene(index.studio)
}, 240_000)
afterAll(() => index[Symbol.asyncDispose]())

const anvil = () => createTestClient({ mode: 'anvil', transport: http(index.studio.client.rpc) })
const playAll = async (acts: readonly (typeof everyAct)[number][]): Promise<void> => {
  for (const act of acts) await play(scene, act)
}

const allFacts = [
  ...['gross', 'collected', 'paid in', 'paid in, by days', 'claimed', 'lifted', 'lifted to', 'paid to', 'paid of flow'],
  ...['paid of leaf', 'movement', 'terms', 'owner', 'epoch', 'anchor', 'key', 'sold', 'counter', 'cancelled'],
  ...['licensee', 'used', 'expiry', 'checkout', 'royalty'],
]

describe('the index equals the chain (R-13)', () => {
  test('after everything that can be done was done once', async () => {
    await playAll(everyAct)
    const { compared, differences } = await index.check()
    expect(differences).toEqual([])
    expect(Object.keys(compared).sort()).toEqual([...allFacts].sort())
  })

  test('after anything that chance comes up with', async () => {
    await fc.assert(
      fc.asyncProperty(someActs(12), async (acts) => {
        await playAll(acts)
        expect((await index.check()).differences).toEqual([])
      }),
      { numRuns: 8 },
    )
  })

  test('while the chain moves', async () => {
    const client = { ...index.studio.client, account: undefined }
    let isOver = false
    const playing = fc.sample(someActs(25), 1).map(async (acts) => {
      await playAll(acts)
      isOver = true
    })
    let [checks, blocks] = [0, new Set<bigint>()]
    while (!isOver) {
      const { differences, block } = await check({ pool: index.pool, client })
      expect(differences).toEqual([])
      checks += 1
      blocks.add(block)
    }
    await Promise.all(playing)
    expect(checks).toBeGreaterThan(0)
    expect(blocks.size).toBeGreaterThan(1)
  })
})

describe('a check finds', () => {
  /** Changes a table behind the back of the indexer, whose triggers would note it. */
  const write = async (statement: string): Promise<void> => {
    const schema = schemaName(index.studio.client)
    await index.pool.query(`BEGIN; SET LOCAL session_replication_role = replica;
      ${statement.replace('@', `"${schema}".`)}; COMMIT`)
  }
  const spoil = async (change: string, repair: string): Promise<Awaited<ReturnType<Index['check']>>> => {
    await write(change)
    try {
      return await index.check()
    } finally {
      await write(repair)
    }
  }

  test('a wei too much in a bucket, and says what each source says', async () => {
    const bucket = '(SELECT bucket FROM event_index.bucket ORDER BY 1 LIMIT 1)'
    const { differences } = await spoil(
      `UPDATE @bucket SET gross = gross + 1 WHERE bucket = ${bucket}`,
      `UPDATE @bucket SET gross = gross - 1 WHERE bucket = ${bucket}`,
    )
    expect(differences).toHaveLength(1)
    const [{ fact, of, ...said }] = differences as [(typeof differences)[number]]
    expect([fact, Object.keys(of)]).toEqual(['gross', ['bucket', 'token']])
    expect(said.events).toBe(said.chain)
    expect(BigInt(said.index!)).toBe(BigInt(said.chain!) + 1n)
  })

  test('a movement that is missing, a work with another holder, and a flow with another share', async () => {
    const spoilers = [
      ['movement', 'UPDATE @movement SET amount = amount + 1', 'UPDATE @movement SET amount = amount - 1'],
      ['owner', "UPDATE @work SET holder = holder || '00'", 'UPDATE @work SET holder = left(holder, 42)'],
      ['terms', 'UPDATE @flow SET share = share + 1', 'UPDATE @flow SET share = share - 1'],
    ] as const
    for (const [fact, change, repair] of spoilers) {
      const { differences, compared } = await spoil(change, repair)
      expect(new Set(differences.map((difference) => difference.fact))).toEqual(new Set([fact]))
      expect(differences).toHaveLength(compared[fact]!)
    }
    expect((await index.check()).differences).toEqual([])
  })
})

describe('what the chain took back, the index takes back (R-15)', () => {
  test('blocks that other blocks replace', async () => {
    await playAll(everyAct.slice(0, 8))
    await index.check()
    await anvil().request({ method: 'anvil_reorg' as never, params: [5, []] as never })
    expect((await index.check()).differences).toEqual([])
  })

  test('blocks that nothing replaces, and what happens afterwards', async () => {
    const id = await anvil().snapshot()
    const before = await index.check()
    await playAll(everyAct.slice(3, 9))
    expect((await index.check()).block).toBeGreaterThan(before.block)
    await anvil().revert({ id })
    expect(await index.check()).toEqual(before)
    await playAll(everyAct.slice(3, 7))
    expect((await index.check()).differences).toEqual([])
  })

  test('more blocks than the indexer can undo: it ends, and begins anew', { timeout: 240_000 }, async () => {
    const id = await anvil().snapshot()
    const before = await index.check()
    await playAll(everyAct.slice(3, 9))
    await anvil().mine({ blocks: 100 })
    await index.check()
    await anvil().revert({ id })
    await indexer.ended
    indexer = await index.start()
    expect(await index.check()).toEqual(before)
  })
})

test('an index that is built anew, of kept answers or none, equals the one that grew, row by row (R-14)', {
  timeout: 240_000,
}, async () => {
  await index.check()
  const grown = await index.dump()
  expect(Object.values(grown).every((rows) => rows.length > 0)).toBe(true)
  for (const kept of [[], ['ponder_sync']]) {
    await indexer.stop()
    for (const schema of [schemaName(index.studio.client), ...kept])
      await index.pool.query(`DROP SCHEMA "${schema}" CASCADE`)
    indexer = await index.start()
    await index.check()
    expect(await index.dump()).toEqual(grown)
  }
})
