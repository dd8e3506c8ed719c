import { Account, type Flow, Offer, Work } from '@tributary/protocol'
import type { Pool } from 'pg'
import type { Address, Hex } from 'viem'

const atOnce = 2_000
const words = [
  'River',
  'Dusk',
  'Moss',
  'Garden',
  'Ember',
  'Quiet',
  'Harbor',
  'Stone',
  'Lumen',
  'Facet',
  'Flora',
  'Dune',
]

/** Writes the rows that a store and signatures of these works would lead to; every third work has an open offer. */
export async function seedCatalog(pool: Pool, works: readonly Work.Work[], token: Address): Promise<void> {
  for (let start = 0; start < works.length; start += atOnce) {
    const rows = works.slice(start, start + atOnce).map((work, index) => rowOf(work, start + index, token))
    await pool.query(catalog, [JSON.stringify(rows)])
    await pool.query(flows, [JSON.stringify(rows.flatMap(({ flows }) => flows))])
    await pool.query(offers, [JSON.stringify(rows.flatMap(({ offer }) => offer ?? []))])
  }
  await pool.query('ANALYZE')
}

const catalog = `
  INSERT INTO studio.catalog (work, name, description, kind, creator, terms, record, picture, written)
  SELECT work, name, description, kind, creator, terms, record, picture, 0 FROM jsonb_to_recordset($1::jsonb) AS r
    (work text, name text, description text, kind text, creator text, terms jsonb, record text, picture jsonb)
  ON CONFLICT DO NOTHING`
const flows = `
  INSERT INTO studio.flow (work, index, kind, share, "to")
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (work text, index int, kind text, share int, "to" text)
  ON CONFLICT DO NOTHING`
const offers = `
  INSERT INTO studio.offer (id, work, holder, offer, signature, token, price, rights, supply, epoch, counter, valid_until, created)
  SELECT id, work, holder, offer, '0x', token, price, rights, supply, 0, 0, valid_until, 0
  FROM jsonb_to_recordset($1::jsonb) AS r (id text, work text, holder text, offer jsonb, token text, price numeric,
    rights int, supply bigint, valid_until numeric)
  ON CONFLICT DO NOTHING`

function rowOf(work: Work.Work, index: number, token: Address) {
  const id = Work.id(work)
  const creator = Account.address(work.creator).toLowerCase()
  const isModel = work.flows.length === 1
  const picture = { sha256: work.record, width: 768, height: 768 }
  return {
    work: id,
    name: `${words[index % words.length]} ${words[Math.floor(index / 12) % words.length]} ${index}`,
    description: `A picture of ${words[(index * 5) % words.length]}, one of many.`,
    kind: isModel ? 'model' : 'output',
    creator,
    terms: Work.toJson(work),
    record: work.record,
    picture: isModel ? null : picture,
    flows: work.flows.map(({ kind, share, to }: Flow.Flow, at) => ({ work: id, index: at, kind, share, to })),
    offer: index % 3 === 0 ? offerOf(id, creator, index, token) : undefined,
  }
}

function offerOf(work: Hex, holder: string, index: number, token: Address) {
  const price = BigInt(1_000_000 + (index % 97) * 250_000)
  const rights = [1, 3, 3, 7, 11][index % 5]!
  const offer = Offer.from({ work, token, price, rights, supply: 100, salt: BigInt(index) })
  const { supply, validUntil } = offer
  const terms = { token: token.toLowerCase(), price: `${price}`, rights, supply, valid_until: `${validUntil}` }
  return { id: Offer.id(offer), work, holder, offer: Offer.toJson(offer), ...terms }
}
