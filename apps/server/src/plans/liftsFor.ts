import type { Hex } from 'viem'
import type { Database } from '../database/transaction.ts'
import { edge } from '../reads/closings.ts'

/** Money of a bucket that is to be lifted along one flow to one parent. */
export type Lift = {
  readonly work: Hex
  readonly bucket: 'sales' | 'resale'
  readonly flow: number
  readonly parent: Hex
}

/** A way in which a child owes a parent, and what of one of its buckets is ready to be lifted; no bucket, nothing yet. */
type Edge = {
  readonly parent: Hex
  readonly child: Hex
  readonly flow: number
  readonly bucket: 'sales' | 'resale' | null
  readonly ready: string | null
}

/**
 * What has to be lifted so that all that is on its way to some works arrives there: only where money waits, or will
 * once something below was lifted. In no order yet.
 *
 * - Rounding: what is ready is due rounded down, as the ledger does.
 */
export async function liftsFor(database: Database, token: string, works: readonly Hex[]): Promise<Lift[]> {
  const edges: Edge[] = []
  const found = new Set(works)
  for (let wave = [...found]; wave.length > 0; ) {
    const next = await edgesTo(database, token, wave)
    edges.push(...next)
    wave = [...new Set(next.map(({ child }) => child))].filter((child) => !found.has(child))
    for (const child of wave) found.add(child)
  }
  return moving(edges)
}

/** Edges with money now, and those out of the sales of works that such money reaches. */
function moving(edges: readonly Edge[]): Lift[] {
  const byChild = Map.groupBy(edges, ({ child }) => child)
  const lifts = new Map<string, Lift>()
  const add = ({ child, parent, flow }: Edge, bucket: Lift['bucket']): boolean => {
    const key = `${child} ${bucket} ${flow} ${parent}`
    if (lifts.has(key)) return false
    lifts.set(key, { work: child, bucket, flow, parent })
    return true
  }
  const reached: Hex[] = []
  for (const each of edges) {
    if (each.bucket === null || BigInt(each.ready ?? 0) <= 0n) continue
    if (add(each, each.bucket)) reached.push(each.parent)
  }
  for (let work = reached.pop(); work !== undefined; work = reached.pop()) {
    for (const each of byChild.get(work) ?? []) if (add(each, 'sales')) reached.push(each.parent)
  }
  return [...lifts.values()]
}

async function edgesTo(database: Database, token: string, works: readonly Hex[]): Promise<Edge[]> {
  const text = `
    SELECT parent, child, d.flow, kind AS bucket, (due - coalesce(lift.amount, 0))::text AS ready FROM (
      SELECT edge.parent, edge.child, edge.flow, b.kind, b.bucket,
        sum(div(div(b.gross * edge.share, 1000000) * edge.weight, edge.total)) AS due
      FROM (${edge}) edge LEFT JOIN event_index.bucket b ON b.work = edge.child AND b.token = $2
      GROUP BY edge.parent, edge.child, edge.flow, b.kind, b.bucket
    ) d
    LEFT JOIN event_index.lift ON lift.bucket = d.bucket AND lift.token = $2 AND lift.flow = d.flow
      AND lift.to_work = d.parent`
  return (await database.query<Edge>({ name: 'edges with money', text, values: [works, token.toLowerCase()] })).rows
}
