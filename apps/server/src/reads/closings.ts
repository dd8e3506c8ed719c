import { Amount } from '@tributary/protocol'
import type { Database } from '../database/transaction.ts'
import { knownFlows } from './knownFlows.ts'

/** What the sales of works will have earned once all that is owed between works was lifted: by work, then by token. */
export type Closings = ReadonlyMap<string, ReadonlyMap<string, bigint>>

/** What a child owes a parent, of each of its buckets; `weight` of `total` where it stands in a tree. */
type Edge = {
  readonly parent: string
  readonly child: string
  readonly flow: number
  readonly share: number
  readonly weight: string
  readonly total: string
}
type Earned = {
  readonly work: string
  readonly kind: 'sales' | 'resale'
  readonly token: string
  readonly gross: string
}
type Lifted = { readonly parent: string; readonly token: string; readonly amount: string }

/**
 * Closings of works from whom others descend. Children without children of their own, which are most, are added up by
 * the database; the others are followed one generation at a time.
 *
 * - Rounding: each due down, as the ledger does; equal to the SDK's statement to the wei.
 */
export async function closingsOf(database: Database, works: readonly string[]): Promise<Closings> {
  if (works.length === 0) return new Map()
  const edges: Edge[] = []
  const found = new Set<string>()
  for (let wave = [...works]; wave.length > 0; ) {
    for (const work of wave) found.add(work)
    const next = await complexEdges(database, wave)
    edges.push(...next)
    wave = [...new Set(next.map(({ child }) => child))].filter((child) => !found.has(child))
  }
  const all = [...found]
  const complex = [...new Set(edges.map(({ child }) => child))]
  const [earned, simple, lifted] = [
    await earnedBy(database, all),
    await liftableFromSimple(database, all, complex),
    await liftedFromComplex(database, all, complex),
  ]
  return addUp(all, { edges, earned, extra: [...simple, ...lifted] })
}

type Parts = { readonly edges: readonly Edge[]; readonly earned: readonly Earned[]; readonly extra: readonly Lifted[] }

/** Children come before their parents: each round finishes the works all of whose children are finished. */
function addUp(works: readonly string[], { edges, earned, extra }: Parts): Closings {
  const sales = new Map<string, Map<string, bigint>>(works.map((work) => [work, new Map()]))
  const resale = new Map<string, Map<string, bigint>>(works.map((work) => [work, new Map()]))
  for (const { work, kind, token, gross } of earned) add((kind === 'sales' ? sales : resale).get(work)!, token, gross)
  for (const { parent, token, amount } of extra) add(sales.get(parent)!, token, amount)
  const byParent = Map.groupBy(edges, ({ parent }) => parent)
  const done = new Set<string>()
  while (done.size < works.length) {
    const ready = works.filter((work) => !done.has(work) && isReady(byParent.get(work), done))
    for (const work of ready) {
      for (const edge of byParent.get(work) ?? []) {
        for (const bucket of [sales.get(edge.child)!, resale.get(edge.child)!]) {
          for (const [token, gross] of bucket) add(sales.get(work)!, token, dueOf(edge, gross))
        }
      }
    }
    for (const work of ready) done.add(work)
  }
  return sales
}

function isReady(edges: readonly Edge[] | undefined, done: ReadonlySet<string>): boolean {
  return edges === undefined || edges.every(({ child }) => done.has(child))
}

function dueOf({ share, weight, total }: Edge, gross: bigint): bigint {
  return Amount.leafDue(Amount.flowDue(gross, share), BigInt(weight), BigInt(total))
}

function add(sums: Map<string, bigint>, token: string, amount: bigint | string): void {
  sums.set(token, (sums.get(token) ?? 0n) + BigInt(amount))
}

/** Every way in which a work owes one of the works in $1. */
export const edge = `
  SELECT f."to" AS parent, f.work AS child, f.index AS flow, f.share, 1::numeric AS weight, 1::numeric AS total
  FROM ${knownFlows} f WHERE f.kind = 'work' AND f."to" = ANY ($1)
  UNION ALL
  SELECT l."to", f.work, f.index, f.share, l.weight, t.total
  FROM studio.tree_leaf l JOIN studio.tree t ON t.root = l.root
  JOIN ${knownFlows} f ON f.kind = 'tree' AND f."to" = l.root
  WHERE l.kind = 'work' AND l."to" = ANY ($1)`

/** Whether anything descends from the work that `name` names. */
export const hasChildren = (name: string): string => `(
  EXISTS (SELECT 1 FROM event_index.flow g WHERE g."to" = ${name} AND g.kind = 'work')
  OR EXISTS (SELECT 1 FROM studio.flow g WHERE g."to" = ${name} AND g.kind = 'work')
  OR EXISTS (SELECT 1 FROM studio.tree_leaf g WHERE g."to" = ${name} AND g.kind = 'work'))`

async function complexEdges(database: Database, works: readonly string[]): Promise<Edge[]> {
  const question = `SELECT parent, child, flow, share, weight::text, total::text FROM (${edge}) edge
    WHERE ${hasChildren('edge.child')}`
  return (await database.query<Edge>({ name: 'complex edges', text: question, values: [works] })).rows
}

async function earnedBy(database: Database, works: readonly string[]): Promise<Earned[]> {
  const question = 'SELECT work, kind, token, gross::text FROM event_index.bucket WHERE work = ANY ($1)'
  return (await database.query<Earned>({ name: 'earned', text: question, values: [works] })).rows
}

/** What the children that nothing descends from still owe; the others, in `complex`, are followed one by one. */
async function liftableFromSimple(
  database: Database,
  works: readonly string[],
  complex: readonly string[],
): Promise<Lifted[]> {
  const question = `
    SELECT parent, d.token, sum(due - coalesce(lift.amount, 0))::text AS amount FROM (
      SELECT edge.parent, edge.flow, b.bucket, b.token,
        sum(div(div(b.gross * edge.share, 1000000) * edge.weight, edge.total)) AS due
      FROM (${edge}) edge JOIN event_index.bucket b ON b.work = edge.child
      WHERE edge.child <> ALL ($2) GROUP BY edge.parent, edge.flow, b.bucket, b.token
    ) d
    LEFT JOIN event_index.lift ON lift.bucket = d.bucket AND lift.token = d.token AND lift.flow = d.flow
      AND lift.to_work = d.parent
    GROUP BY parent, d.token`
  return (await database.query<Lifted>({ name: 'liftable', text: question, values: [works, complex] })).rows
}

/** What was lifted already along the edges that are followed one by one, as negative amounts. */
async function liftedFromComplex(
  database: Database,
  works: readonly string[],
  complex: readonly string[],
): Promise<Lifted[]> {
  if (complex.length === 0) return []
  const question = `
    SELECT lift.to_work AS parent, lift.token, (-sum(lift.amount))::text AS amount
    FROM event_index.lift JOIN event_index.source ON source.bucket = lift.bucket
    WHERE lift.to_work = ANY ($1) AND source.work = ANY ($2) GROUP BY lift.to_work, lift.token`
  return (await database.query<Lifted>(question, [works, complex])).rows
}
