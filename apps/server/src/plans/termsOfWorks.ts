import type { Flow, Work } from '@tributary/protocol'
import { type Hex, zeroHash } from 'viem'
import type { Database } from '../database/transaction.ts'

type Row = Record<'id' | 'creator_account' | 'home' | 'record' | 'arbiter', Hex> & {
  readonly origin: Hex | null
  readonly resale: number
  readonly flows: readonly Flow.Flow[]
}

/** The terms of works, as far as they were published; the store holds those of the others. */
export async function termsOfWorks(database: Database, ids: readonly Hex[]): Promise<Map<Hex, Work.Work>> {
  const text = `SELECT id, creator_account, home, record, origin, arbiter, resale,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'share', share, 'to', "to") ORDER BY index), '[]')
       FROM event_index.flow f WHERE f.work = w.id) AS flows
    FROM event_index.work w WHERE id = ANY ($1)`
  const { rows } = await database.query<Row>({ name: 'terms of works', text, values: [ids] })
  return new Map(rows.map((row) => [row.id, toTerms(row)]))
}

function toTerms({ creator_account, home, record, origin, arbiter, resale, flows }: Row): Work.Work {
  const accounts = { creator: BigInt(creator_account), home: BigInt(home), arbiter: BigInt(arbiter) }
  return { ...accounts, record, origin: origin ?? zeroHash, resale, flows }
}
