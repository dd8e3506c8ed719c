import type { Services } from '../api/Services.ts'

/** Roles of the studio's own keys are called as they are; an artist's without the word that says so. */
const artist = /^artist-/

/** Names the accounts of the home's keys, unless they have named themselves. */
export async function takeInPeople({ pool, keys, clock }: Services): Promise<void> {
  for (const role of keys.roles()) {
    await pool.query(
      'INSERT INTO studio.people (address, name, updated) VALUES ($1, $2, $3) ON CONFLICT (address) DO NOTHING',
      [keys.account(role).address.toLowerCase(), nameOf(role), clock()],
    )
  }
}

function nameOf(role: string): string {
  const name = role.replace(artist, '')
  return name.charAt(0).toUpperCase() + name.slice(1)
}
