import { setTimeout } from 'node:timers/promises'
import { FileStore } from '@tributary/provenance/node'
import type { Services } from '../api/Services.ts'
import { takeIn } from './takeIn.ts'
import { takeInOffers } from './takeInOffers.ts'
import { takeInPeople } from './takeInPeople.ts'

/** How often the store is looked at; an entry may be written late into a moment that was seen already. Milliseconds. */
const [lookMs, overlapMs] = [500, 2_000]

/**
 * Keeps the catalog as the store is: everything once at the start, then whatever comes. Returns how to stop.
 *
 * The catalog holds nothing that the store does not: it may be dropped and is made again.
 */
export async function followStore(services: Services): Promise<() => Promise<void>> {
  const ending = new AbortController()
  const following = keepFollowing(services, ending.signal)
  return () => {
    ending.abort()
    return following
  }
}

async function keepFollowing(services: Services, signal: AbortSignal): Promise<void> {
  const store = await FileStore.open(services.home.store)
  const known = await writtenRows(services)
  let since = 0
  let people = 0
  while (!signal.aborted) {
    try {
      const next = Date.now() - overlapMs
      for (const { work, at } of await store.written(since)) {
        if (signal.aborted) return
        if ((known.get(work) ?? -1) >= at) continue
        await takeIn(services.pool, store, work, at)
        known.set(work, at)
        services.live.publish({ type: 'work', work })
      }
      await takeInOffers(services)
      // Commands make keys for people while the studio runs.
      const roles = services.keys.roles().length
      if (roles !== people) await takeInPeople(services)
      people = roles
      since = next
    } catch (error) {
      if (!signal.aborted) services.log.warn({ err: error }, 'the catalog cannot follow the store now')
    }
    await setTimeout(lookMs, undefined, { signal }).catch(() => {})
  }
}

async function writtenRows({ pool }: Services): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ work: string; written: string }>('SELECT work, written FROM studio.catalog')
  return new Map(rows.map(({ work, written }) => [work, Number(written)]))
}
