import fc from 'fast-check'
import { numberToHex } from 'viem'
import { expect, test } from 'vitest'
import { type Case, readVectors } from '../test/vectors.ts'
import * as Account from './Account.ts'
import * as Bucket from './Bucket.ts'
import * as Flow from './Flow.ts'
import * as Leaf from './Leaf.ts'
import * as Lineage from './Lineage.ts'
import * as Split from './Split.ts'
import * as Tree from './Tree.ts'
import * as Work from './Work.ts'

const common = { creator: 0x1111n, home: 31337n << 160n } as const

test.for(readVectors('split').splits ?? [])(
  'R-11: $name is split as by the vectors',
  async ({ works, trees, start, bucket, amount, payees, dust }) => {
    const parsed = (works as Case[]).map((work) => Work.parse(work))
    const built = await Promise.all(
      (trees as Case[][]).map((leaves) => Tree.from(leaves.map((leaf) => Leaf.parse(leaf)))),
    )
    const lineage = Lineage.from({ works: parsed, trees: built })
    const split = Split.from({
      lineage,
      work: Work.id(parsed[start]!),
      amount: BigInt(amount),
      bucket: Bucket.parseKind(bucket),
    })
    const paid = [...split.payees].filter(([, amount]) => amount > 0n)
    const written = paid.map(([account, amount]) => [Account.address(account).toLowerCase(), `${amount}`])
    expect(Object.fromEntries(written)).toEqual(payees)
    expect(split.dust).toBe(BigInt(dust))
  },
)

test('R-2: a split conserves every wei of any amount', () => {
  const shares = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 9 })
  fc.assert(
    fc.property(fc.bigInt(0n, (1n << 128n) - 1n), fc.array(shares, { minLength: 1, maxLength: 8 }), (amount, lists) => {
      const works: Work.Work[] = []
      for (const [i, list] of lists.entries()) {
        const flows = list.map((share, j) =>
          works[j] === undefined ? Flow.toAccount(BigInt(j + 1), share) : Flow.toWork(Work.id(works[j]), share),
        )
        works.push(Work.from({ ...common, record: numberToHex(i, { size: 32 }), flows }))
      }
      const split = Split.from({ lineage: Lineage.from({ works }), work: Work.id(works.at(-1)!), amount })
      const paid = [...split.payees.values()].reduce((sum, part) => sum + part, 0n)
      expect(paid + split.dust).toBe(amount)
      expect(split.dust).toBeLessThan(BigInt(works.reduce((sum, { flows }) => sum + flows.length + 1, 0)))
    }),
  )
})

test('a lineage of any depth is followed to its end', () => {
  const works = [Work.from({ ...common, creator: 0x2222n, record: numberToHex(0, { size: 32 }) })]
  for (let i = 1; i < 20_000; i++) {
    works.push(
      Work.from({
        ...common,
        record: numberToHex(i, { size: 32 }),
        flows: [Flow.toWork(Work.id(works[i - 1]!), 1_000_000)],
      }),
    )
  }
  const split = Split.from({ lineage: Lineage.from({ works }), work: Work.id(works.at(-1)!), amount: 10_000_000n })
  expect(split.payees.get(0x2222n)).toBe(10_000_000n)
})

test('the residual goes to the holder, and of a resale royalty to the creator', () => {
  const work = Work.from({ ...common, record: numberToHex(0, { size: 32 }) })
  const [lineage, id, holders] = [Lineage.from({ works: [work] }), Work.id(work), new Map([[Work.id(work), 0x3333n]])]
  expect(Split.from({ lineage, work: id, amount: 5n, holders }).payees.get(0x3333n)).toBe(5n)
  expect(Split.from({ lineage, work: id, amount: 5n, holders, bucket: 'resale' }).payees.get(0x1111n)).toBe(5n)
})

test('a payment is not quoted while a preimage is missing', async () => {
  const tree = await Tree.from([Leaf.toWork(numberToHex(7, { size: 32 }), 1n)])
  const work = Work.from({ ...common, record: numberToHex(0, { size: 32 }), flows: [Flow.toTree(tree.root, 1)] })
  const [id, amount] = [Work.id(work), 5n]
  const bare = Lineage.from({ works: [work] })
  expect(Lineage.missing(bare, id)).toEqual({ works: [], trees: [tree.root] })
  expect(() => Split.from({ lineage: bare, work: id, amount })).toThrow(/preimages of 1 works or trees are missing/)
  expect(Lineage.missing(Lineage.from({ works: [work], trees: [tree] }), id).works).toEqual([
    numberToHex(7, { size: 32 }),
  ])
})
