/**
 * What works owe, as far as chain or store know it: a work that nobody published can be paid as well. A part of a
 * question rather than a view, since the index makes its own views anew when it starts.
 */
export const knownFlows: string = `(
  SELECT work, index, kind, share, "to" FROM event_index.flow
  UNION ALL
  SELECT work, index, kind, share, "to" FROM studio.flow f
  WHERE NOT EXISTS (SELECT 1 FROM event_index.flow published WHERE published.work = f.work)
)`
