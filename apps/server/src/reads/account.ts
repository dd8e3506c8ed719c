import type { License, Person, WorkCard } from '@tributary/sdk/wire'
import { getAddress } from 'viem'
import { cardsOf, type Reading, toPerson } from './cards.ts'
import { licensesOf } from './licenses.ts'

/** Works and licenses of one answer; the lists of works and licenses go on from there. */
const mostShown = 60

/** What an account holds and made, and the licenses it owns; the newest of each. */
export async function accountOf(reading: Reading, address: string): Promise<accountOf.ReturnType> {
  const id = address.toLowerCase()
  const { pool } = reading
  const [people, held, created, licenses] = await Promise.all([
    pool.query<{ name: string }>('SELECT name FROM studio.people WHERE address = $1', [id]),
    idsBy(reading, 'holder', id),
    idsBy(reading, 'creator', id),
    licensesOf(reading, { of: 'owner', id, limit: mostShown }),
  ])
  return {
    account: toPerson(getAddress(id), people.rows[0]?.name),
    held: await cardsOf(reading, held),
    created: await cardsOf(reading, created),
    licenses: [...licenses.items],
  }
}

export declare namespace accountOf {
  type ReturnType = {
    readonly account: Person
    readonly held: WorkCard[]
    readonly created: WorkCard[]
    readonly licenses: License[]
  }
}

async function idsBy({ pool }: Reading, column: 'holder' | 'creator', address: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: `works by ${column}`,
    text: `SELECT id FROM event_index.work WHERE ${column} = $1 ORDER BY position DESC LIMIT ${mostShown}`,
    values: [address],
  })
  return rows.map(({ id }) => id)
}
