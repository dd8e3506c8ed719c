import type { RevenueDay } from '@tributary/sdk/wire'
import { type Reading, tokenOf } from './cards.ts'

type Row = { readonly day: string; readonly token: string; readonly amount: string; readonly payments: number }

/** What arrived at a work on each day (UTC) on which anything did, the oldest first: payments and what was lifted to it. */
export async function revenueOf({ pool, settings }: Reading, work: string): Promise<RevenueDay[]> {
  const { rows } = await pool.query<Row>({
    name: 'revenue',
    text: `SELECT day::text, token, sum(paid_in + lifted_in)::text AS amount, sum(payments)::int AS payments
           FROM event_index.revenue_day WHERE work = $1 GROUP BY day, token ORDER BY revenue_day.day, token`,
    values: [work],
  })
  return rows.map(({ day, token, amount, payments }) => ({
    day: new Date(Number(day) * 1_000).toISOString().slice(0, 10),
    time: Number(day),
    token: tokenOf(settings.tokens, token),
    amount,
    payments,
  }))
}
