import fc from 'fast-check'
import { type Hex, numberToHex } from 'viem'
import { expect, test } from 'vitest'
import * as Flow from './Flow.ts'
import * as Leaf from './Leaf.ts'
import * as Lineage from './Lineage.ts'
import * as Tree from './Tree.ts'
import * as Work from './Work.ts'

const common = { creator: 1n, home: 31337n << 160n }

/** Works in which each owes some of those before it, by a flow or by a leaf of a tree. */
async function grow(parents: readonly (readonly number[])[]): Promise<{ works: Work.Work[]; trees: Tree.Tree[] }> {
  const works: Work.Work[] = []
  const trees: Tree.Tree[] = []
  for (const [i, list] of parents.entries()) {
    const ids = [...new Set(list.filter((_, j) => j < 8).map((n) => n % (i + 1)))].flatMap((n) =>
      works[n] ? [Work.id(works[n])] : [],
    )
    const flows = ids.slice(1).map((id) => Flow.toWork(id, 1))
    if (ids[0] !== undefined) {
      const tree = await Tree.from([Leaf.toAccount(1n, 1n), Leaf.toWork(ids[0], 1n)])
      trees.push(tree)
      flows.push(Flow.toTree(tree.root, 1))
    }
    works.push(Work.from({ ...common, record: numberToHex(i, { size: 32 }), flows }))
  }
  return { works, trees }
}

const parents = fc.array(fc.array(fc.nat(20), { maxLength: 6 }), { minLength: 1, maxLength: 15 })

test('every work stands once and before all that it owes', async () => {
  await fc.assert(
    fc.asyncProperty(parents, async (lists) => {
      const { works, trees } = await grow(lists)
      const lineage = Lineage.from({ works, trees })
      const order = Lineage.order(lineage, works.map(Work.id))
      expect(new Set(order).size).toBe(order.length)
      expect(new Set(order)).toEqual(new Set(works.map(Work.id)))
      for (const [place, id] of order.entries()) {
        for (const parent of Lineage.parents(lineage, lineage.works.get(id)!))
          expect(order.indexOf(parent)).toBeGreaterThan(place)
      }
    }),
  )
})

test('what is missing upstream is found, and only that', async () => {
  await fc.assert(
    fc.asyncProperty(parents, fc.nat(), async (lists, n) => {
      const { works, trees } = await grow(lists)
      const [start, hidden] = [Work.id(works.at(-1)!), works[n % works.length]!]
      const upstream = Lineage.order(Lineage.from({ works, trees }), [start])
      const partial = Lineage.from({ works: works.filter((work) => work !== hidden), trees })
      const expected: Hex[] = upstream.includes(Work.id(hidden)) ? [Work.id(hidden)] : []
      expect(Lineage.missing(partial, start).works).toEqual(expected)
      if (expected.length > 0)
        expect(() => Lineage.assertComplete(partial, start)).toThrow(/preimages of 1 works or trees/)
      else expect(() => Lineage.assertComplete(partial, start)).not.toThrow()
    }),
  )
})
