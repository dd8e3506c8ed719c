/**
 * Whether an offer of `studio.offer` can be bought, as far as the index knows: its signer still holds the work, nothing
 * was cancelled, some are left. A part of a question rather than a view, since the index makes its own views anew when it
 * starts. The clock is left to whoever asks: `valid_until`.
 */
export function isLive(offer: string): string {
  return mostly(`
    (SELECT ${offer}.holder = coalesce(held.holder, held.creator) AND ${offer}.epoch = held.epoch
      FROM event_index.work held WHERE held.id = ${offer}.work)
    AND ${offer}.counter = coalesce((SELECT s.counter FROM event_index.signer s WHERE s.address = ${offer}.holder), 0)
    AND coalesce((SELECT i.sold FROM event_index.offer i WHERE i.id = ${offer}.id), 0) < ${offer}.supply
    AND (SELECT count(*) FROM event_index.cancellation c WHERE c.signer = ${offer}.holder AND c.offer = ${offer}.id) = 0`)
}

/**
 * A condition that most rows meet. Postgres takes one row in two hundred for what it cannot estimate, and then sorts
 * everything rather than walk along an index until there are enough; of a CASE it expects one in two. Likewise it would
 * read whole tables for an EXISTS in it, but asks a value row by row.
 */
export function mostly(condition: string): string {
  return `(CASE WHEN ${condition} THEN true ELSE false END)`
}
