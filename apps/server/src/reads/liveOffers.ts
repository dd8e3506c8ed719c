/**
 * Offers that can be bought now, as far as the index knows: the holder still holds the work, nothing was cancelled, some
 * are left. A part of a question rather than a view, since the index makes its own views anew when it starts.
 *
 * The clock is left to whoever asks: `valid_until`.
 */
export const liveOffers: string = `(
  SELECT o.*, coalesce(i.sold, 0) AS sold
  FROM studio.offer o
  JOIN event_index.work w ON w.id = o.work
  LEFT JOIN event_index.offer i ON i.id = o.id
  WHERE o.holder = coalesce(w.holder, w.creator)
    AND o.epoch = w.epoch
    AND o.counter = coalesce((SELECT s.counter FROM event_index.signer s WHERE s.address = o.holder), 0)
    AND coalesce(i.sold, 0) < o.supply
    AND NOT EXISTS (SELECT 1 FROM event_index.cancellation c WHERE c.signer = o.holder AND c.offer = o.id)
) AS live_offer`
