import type { Hex } from 'viem'
import type { Database } from '../database/transaction.ts'
import type { Due } from '../reads/dues.ts'
import { knownFlows } from '../reads/knownFlows.ts'
import type { Lift } from './liftsFor.ts'

/**
 * The trees that claims need proofs of, each with a work whose entry in the store holds it: the work that owes, or any
 * other, since a tree is its root wherever it lies.
 */
export async function treesFor(
  database: Database,
  { dues, lifts }: { readonly dues: readonly Due[]; readonly lifts: readonly Lift[] },
): Promise<Map<Hex, Hex>> {
  const leaves = dues.filter(({ root }) => root !== null)
  const text = `
    WITH needed AS (
      SELECT work, root FROM unnest($1::text[], $2::text[]) AS leaf (work, root)
      UNION
      SELECT f.work, f."to" FROM unnest($3::text[], $4::integer[]) AS lift (work, flow)
      JOIN ${knownFlows} f ON f.work = lift.work AND f.index = lift.flow AND f.kind = 'tree'
    )
    SELECT DISTINCT ON (root) root, coalesce(
      (SELECT c.work FROM studio.catalog c WHERE c.work = needed.work AND needed.root = ANY (c.trees)),
      (SELECT c.work FROM studio.catalog c WHERE needed.root = ANY (c.trees) LIMIT 1)) AS work
    FROM needed`
  const values = [
    leaves.map(({ work }) => work),
    leaves.map(({ root }) => root),
    lifts.map(({ work }) => work),
    lifts.map(({ flow }) => flow),
  ]
  const { rows } = await database.query<{ root: Hex; work: Hex | null }>(text, values)
  return new Map(rows.flatMap(({ root, work }) => (work === null ? [] : [[root, work] as const])))
}
