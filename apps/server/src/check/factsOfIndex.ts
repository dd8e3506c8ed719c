import type { Database } from '../database/transaction.ts'
import { type Facts, put, type Subject } from './Facts.ts'

type Row = Readonly<Record<string, string>>

/**
 * How each fact is read from the tables: whatever is not called `value` is what it is about. Every question is one
 * statement over one table, so that a mistake in it cannot hide behind another.
 */
const questions: Readonly<Record<string, string>> = {
  gross: 'SELECT bucket, token, gross AS value FROM event_index.bucket',
  collected: 'SELECT bucket, token, collected AS value FROM event_index.bucket',
  'paid in': 'SELECT bucket, token, paid_in AS value FROM event_index.bucket',
  claimed: 'SELECT bucket, token, claimed AS value FROM event_index.bucket',
  lifted: 'SELECT bucket, token, lifted AS value FROM event_index.bucket',
  'paid of flow': 'SELECT bucket, token, flow, amount AS value FROM event_index.flow_paid',
  'paid of leaf': 'SELECT bucket, token, flow, prefix, amount AS value FROM event_index.leaf_paid',
  'lifted to': 'SELECT bucket, token, flow, to_work AS work, amount AS value FROM event_index.lift',
  'paid to': 'SELECT recipient, token, amount AS value FROM event_index.payout',
  'paid in, by days': 'SELECT bucket, token, sum(paid_in) AS value FROM event_index.revenue_day GROUP BY bucket, token',
  movement: `SELECT position, concat_ws(' ', type, bucket, token, amount, account, recipient, to_work, flow, prefix)
    AS value FROM event_index.movement`,
  terms: `SELECT id AS work, concat_ws(' ', creator_account, home, record, origin, arbiter, resale, (
      SELECT string_agg(concat_ws(' ', kind, share, "to"), ' ' ORDER BY index) FROM event_index.flow WHERE work = id
    )) AS value FROM event_index.work`,
  owner: 'SELECT id AS work, holder AS value FROM event_index.work WHERE minted',
  epoch: 'SELECT id AS work, epoch AS value FROM event_index.work WHERE minted',
  anchor: 'SELECT root, time AS value FROM event_index.anchor',
  key: `SELECT model, key, concat_ws(' ', "from", until, revoked) AS value FROM event_index.model_key`,
  sold: 'SELECT id AS offer, sold::numeric AS value FROM event_index.offer',
  counter: 'SELECT address AS signer, counter AS value FROM event_index.signer',
  cancelled: 'SELECT signer, offer, true AS value FROM event_index.cancellation',
  licensee: 'SELECT id AS license, owner AS value FROM event_index.license',
  used: 'SELECT id AS license, used AS value FROM event_index.license',
  expiry: 'SELECT id AS license, expiry AS value FROM event_index.license',
  declared: 'SELECT id AS license, declared AS value FROM event_index.license',
  checkout: `SELECT position, concat_ws(' ', type, checkout, payer, nonce, license, token, amount, sweep_at)
    AS value FROM event_index.checkout_event`,
  royalty: "SELECT position, concat_ws(' ', work, token, amount) AS value FROM event_index.royalty",
}

/** What the index says. */
export async function factsOfIndex(database: Database): Promise<Facts> {
  const facts: Facts = new Map()
  for (const [fact, question] of Object.entries(questions)) {
    const { rows } = await database.query<Row>(question)
    for (const { value, ...of } of rows) if (value !== '0') put(facts, fact, of as Subject, value!)
  }
  return facts
}
