import { Store } from '@tributary/provenance'
import type { File, Flow, Work, WorkCard } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import type { Services } from '../api/Services.ts'
import { cardsOf, type Reading, tokenOf } from './cards.ts'
import { offersOf } from './offers.ts'

type Row = {
  readonly description: string | null
  readonly terms: Record<string, unknown>
  readonly record: string
  readonly attestation: { readonly signature: string; readonly root: string } | null
  readonly anchored: string | null
  readonly minted: boolean
  readonly epoch: string
  readonly transaction: string
  readonly flows: readonly Flow[] | null
  readonly files: readonly (Omit<File, 'src' | 'mediaType'> & { readonly media_type: string })[] | null
  readonly parents: readonly string[] | null
  readonly children: readonly string[] | null
  readonly money: readonly MoneyRow[] | null
}
type Around = { readonly card: WorkCard | undefined } & Pick<Work, 'parents' | 'children'>
type MoneyRow = Record<'token' | 'paidIn' | 'paidOut' | 'owed' | 'residual' | 'collected', string>

const question = `
  SELECT c.description, c.terms, w.record, c.attestation, a.time::text AS anchored, w.minted, w.epoch::text,
    w.transaction,
    (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', f.kind, 'share', f.share, 'to', f."to",
        'name', coalesce(n.name, p.name), 'leaves', t.leaves)) ORDER BY f.index)
     FROM event_index.flow f
     LEFT JOIN studio.catalog n ON f.kind = 'work' AND n.work = f."to"
     LEFT JOIN studio.people p ON f.kind = 'account' AND p.address = '0x' || right(f."to", 40)
     LEFT JOIN studio.tree t ON f.kind = 'tree' AND t.root = f."to"
     WHERE f.work = w.id) AS flows,
    (SELECT jsonb_agg(jsonb_strip_nulls(to_jsonb(f) - 'work' - 'index' - 'cid') ORDER BY f.index)
     FROM studio.file f WHERE f.work = w.id) AS files,
    (SELECT array_agg(DISTINCT f."to") FROM event_index.flow f
     WHERE f.work = w.id AND f.kind = 'work') AS parents,
    (SELECT array_agg(work) FROM (SELECT f.work FROM event_index.flow f
     WHERE f."to" = w.id AND f.kind = 'work' ORDER BY f.position DESC LIMIT 24) newest) AS children,
    (SELECT jsonb_agg(jsonb_build_object('token', m.token, 'paidIn', m.paid_in::text,
        'paidOut', (m.claimed + m.lifted + m.collected)::text,
        'owed', (m.gross - m.claimed - m.lifted - m.collected)::text,
        'residual', m.residual::text, 'collected', m.collected::text) ORDER BY m.gross DESC)
     FROM (SELECT token, sum(paid_in) AS paid_in, sum(gross) AS gross, sum(claimed) AS claimed, sum(lifted) AS lifted,
             sum(collected) AS collected,
             sum(div(gross * (1000000 - (SELECT coalesce(sum(share), 0) FROM event_index.flow WHERE work = $1)), 1000000))
               - sum(collected) AS residual
           FROM event_index.bucket WHERE work = $1 GROUP BY token) m) AS money
  FROM event_index.work w
  LEFT JOIN studio.catalog c ON c.work = w.id
  LEFT JOIN event_index.anchor a ON a.root = c.attestation ->> 'root'
  WHERE w.id = $1`

/** Everything about a work, or undefined where the index holds none of this id. */
export async function readWork(services: Services, id: string): Promise<Work | undefined> {
  const { pool, settings } = services
  const [{ rows }, offers] = await Promise.all([
    pool.query<Row>({ name: 'work', text: question, values: [id] }),
    offersOf(services, id),
  ])
  const [row] = rows
  if (row === undefined) return undefined
  const { card, parents, children } = await cardsAround(services, id, row)
  // A chain that was just rewritten may have lost it between the two questions.
  if (card === undefined) return undefined
  const record = await Store.record(services.store, row.record as Hex).catch(() => undefined)
  const { attestation, anchored } = row
  return {
    ...card,
    description: row.description ?? '',
    terms: row.terms ?? {},
    ...(record && { record: { ...record } }),
    minted: row.minted,
    epoch: row.epoch,
    flows: [...(row.flows ?? [])],
    parents,
    children,
    offers,
    files: (row.files ?? []).map(({ media_type, ...file }) => ({
      ...file,
      mediaType: media_type,
      src: `/files/${file.sha256}`,
    })),
    money: (row.money ?? []).map(({ token, ...amounts }) => ({ token: tokenOf(settings.tokens, token), ...amounts })),
    ...(attestation && { attestation: { ...attestation, ...(anchored && { anchoredAt: Number(anchored) }) } }),
    transaction: row.transaction,
  }
}

/** The cards of a work, of its parents and of its newest children, in one question. */
async function cardsAround(reading: Reading, id: string, row: Row): Promise<Around> {
  const [parents, children] = [row.parents ?? [], row.children ?? []]
  const cards = await cardsOf(reading, [id, ...parents, ...children])
  const byId = new Map(cards.map((card) => [card.id, card]))
  const known = (ids: readonly string[]): WorkCard[] => ids.flatMap((wanted) => byId.get(wanted) ?? [])
  return { card: byId.get(id), parents: known(parents), children: known(children) }
}
