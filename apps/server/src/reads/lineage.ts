import type { Lineage, LineageEdge, LineageNode, Money, Token } from '@tributary/sdk/wire'
import { cardsOf, type Reading, toMoney } from './cards.ts'
import { knownFlows } from './knownFlows.ts'
import { shorten } from './movements.ts'
import { snapshot } from './snapshot.ts'

/** Works and edges of one picture; a lineage may be larger than any screen. */
const [mostWorks, mostLeaves] = [100, 40]

type Edge = {
  readonly work: string
  readonly role: LineageEdge['role']
  readonly kind: 'work' | 'account' | 'tree'
  readonly share: number
  readonly to: string
  readonly name: string | null
  readonly moved: readonly Sum[] | null
  readonly owed: readonly Sum[] | null
}
type Sum = { readonly token: string; readonly amount: string }

/** Works upstream of $1, itself included, the nearest first. */
const upstream = `
  WITH RECURSIVE above (work, depth) AS (
    SELECT $1::text, 0
    UNION
    SELECT e."to", above.depth + 1 FROM above JOIN LATERAL (
      SELECT f."to" FROM ${knownFlows} f WHERE f.work = above.work AND f.kind = 'work'
      UNION ALL
      SELECT l."to" FROM ${knownFlows} f JOIN studio.tree_leaf l ON l.root = f."to" AND l.kind = 'work'
      WHERE f.work = above.work AND f.kind = 'tree'
    ) e ON above.depth < 32
  )
  SELECT work FROM above GROUP BY work ORDER BY min(depth), work LIMIT ${mostWorks + 1}`

const sums = (amount: string, from: string): string =>
  `(SELECT jsonb_agg(jsonb_build_object('token', s.token, 'amount', s.amount::text)) FROM
     (SELECT b.token, sum(${amount}) AS amount FROM ${from} GROUP BY b.token) s WHERE s.amount > 0)`

const ofFlow = `event_index.bucket b LEFT JOIN event_index.flow_paid p
  ON p.bucket = b.bucket AND p.token = b.token AND p.flow = f.index WHERE b.work = f.work`

/** Every flow of the works in $1, and the residual of each with the one who holds it. */
const edges = `
  SELECT f.work, 'flow' AS role, f.kind, f.share, f."to", coalesce(c.name, n.name) AS name,
    ${sums('coalesce(p.amount, 0)', ofFlow)} AS moved,
    ${sums('div(b.gross * f.share, 1000000) - coalesce(p.amount, 0)', ofFlow)} AS owed
  FROM ${knownFlows} f
  LEFT JOIN studio.catalog c ON f.kind = 'work' AND c.work = f."to"
  LEFT JOIN studio.people n ON f.kind = 'account' AND n.address = '0x' || right(f."to", 40)
  WHERE f.work = ANY ($1)
  UNION ALL
  SELECT w.id, 'residual', 'account', r.rest, coalesce(w.holder, w.creator), n.name,
    ${sums('b.collected', 'event_index.bucket b WHERE b.work = w.id')},
    ${sums('div(b.gross * r.rest, 1000000) - b.collected', 'event_index.bucket b WHERE b.work = w.id')}
  FROM event_index.work w
  JOIN LATERAL (SELECT 1000000 - coalesce(sum(share), 0)::integer AS rest FROM ${knownFlows} f WHERE f.work = w.id) r
    ON true
  LEFT JOIN studio.people n ON n.address = coalesce(w.holder, w.creator)
  WHERE w.id = ANY ($1)`

/** The people in the trees of $1, those with most weight first; what each was paid, over all works that owe the tree. */
const leaves = `
  SELECT l.root AS work, 'leaf' AS role, l.kind, (l.weight * 1000000 / t.total)::integer AS share, l."to",
    coalesce(c.name, n.name) AS name,
    ${sums('coalesce(p.amount, 0)', leafFrom())} AS moved,
    ${sums('div(div(b.gross * f.share, 1000000) * l.weight, t.total) - coalesce(p.amount, 0)', leafFrom())} AS owed
  FROM unnest($2::text[]) AS wanted (root)
  JOIN studio.tree t ON t.root = wanted.root
  JOIN LATERAL (SELECT * FROM studio.tree_leaf l WHERE l.root = t.root ORDER BY l.weight DESC, l.index
    LIMIT ${mostLeaves}) l ON true
  LEFT JOIN studio.catalog c ON l.kind = 'work' AND c.work = l."to"
  LEFT JOIN studio.people n ON l.kind = 'account' AND n.address = '0x' || right(l."to", 40)`

function leafFrom(): string {
  return `${knownFlows} f JOIN event_index.bucket b ON b.work = f.work LEFT JOIN event_index.leaf_paid p
    ON p.bucket = b.bucket AND p.token = b.token AND p.flow = f.index AND p.prefix = l.prefix
    WHERE f.kind = 'tree' AND f."to" = l.root AND f.work = ANY ($1)`
}

/** What a work came from, all the way up, and the money that moved and waits along every edge. */
export async function lineageOf(reading: Reading, root: string): Promise<Lineage> {
  const { pool, settings } = reading
  const { works, rows } = await snapshot(pool, async (database) => {
    const found = (await database.query<{ work: string }>(upstream, [root])).rows.map(({ work }) => work)
    const works = found.slice(0, mostWorks)
    const direct = (await database.query<Edge>(edges, [works])).rows
    const roots = [...new Set(direct.filter(({ kind }) => kind === 'tree').map(({ to }) => to))]
    const people = roots.length === 0 ? [] : (await database.query<Edge>(leaves, [works, roots])).rows
    return { works: found, rows: [...direct, ...people] }
  })
  const nodes = await nodesOf(reading, works.slice(0, mostWorks), rows)
  const known = new Set(nodes.map(({ id }) => id))
  const drawn = rows.filter(({ work, to, kind }) => known.has(work) && known.has(nodeId(kind, to)) && work !== to)
  return { root, nodes, edges: drawn.map((row) => toEdge(row, settings.tokens)), more: works.length > mostWorks }
}

async function nodesOf(reading: Reading, works: readonly string[], rows: readonly Edge[]): Promise<LineageNode[]> {
  const cards = new Map((await cardsOf(reading, works)).map((card) => [card.id, card]))
  const nodes = new Map<string, LineageNode>()
  for (const id of works) {
    const card = cards.get(id)
    const { kind, picture } = card ?? {}
    const name = card?.name ?? shorten(id)
    nodes.set(id, {
      id,
      type: 'work',
      name,
      ...(kind && { kind }),
      ...(picture && { picture }),
      earned: card?.earned ?? [],
    })
  }
  for (const { kind, to, name } of rows) {
    const id = nodeId(kind, to)
    if (kind === 'work' || nodes.has(id)) continue
    if (kind === 'tree') nodes.set(id, { id, type: 'tree', name: 'Contributors', earned: [] })
    else nodes.set(id, { id, type: 'person', name: name ?? shorten(id), address: id, earned: [] })
  }
  return [...nodes.values()].map((node) => (node.type === 'person' ? withEarned(reading, node, rows) : node))
}

/** What a person was paid and is owed along the edges that are drawn. */
function withEarned({ settings }: Reading, node: LineageNode, rows: readonly Edge[]): LineageNode {
  const sums = new Map<string, bigint>()
  for (const { kind, to, moved, owed } of rows) {
    if (kind !== 'account' || nodeId(kind, to) !== node.id) continue
    for (const { token, amount } of [...(moved ?? []), ...(owed ?? [])]) {
      sums.set(token, (sums.get(token) ?? 0n) + BigInt(amount))
    }
  }
  return { ...node, earned: [...sums].map(([token, amount]) => toMoney(settings.tokens, token, `${amount}`)) }
}

function toEdge({ work, to, kind, share, role, moved, owed }: Edge, tokens: readonly Token[]): LineageEdge {
  const all = (sums: readonly Sum[] | null): Money[] =>
    (sums ?? []).map(({ token, amount }) => toMoney(tokens, token, amount))
  return { from: work, to: nodeId(kind, to), share, role, moved: all(moved), owed: all(owed) }
}

/** A person is one node, in whatever form a flow names the account. */
function nodeId(kind: Edge['kind'], to: string): string {
  return kind === 'account' ? `0x${to.slice(-40)}` : to
}
