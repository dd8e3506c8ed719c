import { Tree } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import { treeOf } from '@tributary/sdk'
import type { Pool } from 'pg'

/** Leaves that go to the database at a time. */
const atOnce = 10_000

/** Puts the leaves of a contribution tree into the catalog, once: a root names one tree for ever. */
export async function takeInTree(pool: Pool, store: Store.Store, stored: Store.StoredTree): Promise<void> {
  const known = await pool.query('SELECT 1 FROM studio.tree WHERE root = $1', [stored.root])
  if (known.rowCount !== 0) return
  const tree = await treeOf(store, stored)
  let part: object[] = []
  let [index, prefix] = [0, 0n]
  for (const { kind, to, weight } of Tree.leaves(tree)) {
    part.push({ index, kind, to, weight: `${weight}`, prefix: `${prefix}` })
    index += 1
    prefix += weight
    if (part.length === atOnce) part = await keep(pool, tree.root, part)
  }
  await keep(pool, tree.root, part)
  // Last: whoever finds the tree finds all of its leaves.
  await pool.query('INSERT INTO studio.tree (root, leaves, total) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    tree.root,
    index,
    `${tree.total}`,
  ])
}

async function keep(pool: Pool, root: string, leaves: readonly object[]): Promise<[]> {
  await pool.query(
    `INSERT INTO studio.tree_leaf (root, index, kind, "to", weight, prefix)
     SELECT $1, leaf.* FROM jsonb_to_recordset($2::jsonb)
       AS leaf (index integer, kind text, "to" text, weight numeric, prefix numeric)
     ON CONFLICT DO NOTHING`,
    [root, JSON.stringify(leaves)],
  )
  return []
}
