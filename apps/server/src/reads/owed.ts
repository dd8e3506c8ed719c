import type { Token } from '@tributary/sdk/wire'
import { type Reading, tokenOf } from './cards.ts'
import { knownFlows } from './knownFlows.ts'

type Row = {
  readonly token: string
  readonly kind: 'sales' | 'resale'
  readonly flows: readonly string[] | null
  readonly residual: string
}

/** What each bucket of a work owes now: every flow (of a tree, all its leaves together) and the residual, in token-wei. */
export async function owedOf({ pool, settings }: Reading, work: string): Promise<owedOf.ReturnType[]> {
  const { rows } = await pool.query<Row>({
    name: 'owed',
    text: `
      SELECT b.token, b.kind,
        (SELECT jsonb_agg((div(b.gross * f.share, 1000000) - coalesce(p.amount, 0))::text ORDER BY f.index)
         FROM ${knownFlows} f LEFT JOIN event_index.flow_paid p
           ON p.bucket = b.bucket AND p.token = b.token AND p.flow = f.index
         WHERE f.work = b.work) AS flows,
        (div(b.gross * (1000000 - (SELECT coalesce(sum(f.share), 0) FROM ${knownFlows} f WHERE f.work = b.work)), 1000000)
          - b.collected)::text AS residual
      FROM event_index.bucket b WHERE b.work = $1 ORDER BY b.kind DESC, b.token`,
    values: [work],
  })
  return rows.map(({ token, kind, flows, residual }) => ({
    token: tokenOf(settings.tokens, token),
    bucket: kind,
    flows: [...(flows ?? [])],
    residual,
  }))
}

export declare namespace owedOf {
  type ReturnType = {
    readonly token: Token
    readonly bucket: 'sales' | 'resale'
    flows: string[]
    readonly residual: string
  }
}
