import { knownFlows } from './knownFlows.ts'

/**
 * Every right to money of the accounts in $1 (as 32 bytes) and of the address $2, by bucket kind. `weight` of `total`
 * where it is a leaf; a right without kind is one to both buckets, one without share (a residual) to what {@link restOf}
 * says.
 */
export const rights: string = `
  SELECT f.work, NULL AS kind, 'flow' AS role, f.index AS flow, f.share, 1::numeric AS weight, 1::numeric AS total,
    NULL::numeric AS prefix, NULL AS root, NULL::integer AS leaf
  FROM ${knownFlows} f WHERE f.kind = 'account' AND f."to" = ANY ($1)
  UNION ALL
  SELECT f.work, NULL, 'leaf', f.index, f.share, l.weight, t.total, l.prefix, l.root, l.index
  FROM studio.tree_leaf l JOIN studio.tree t ON t.root = l.root
  JOIN ${knownFlows} f ON f.kind = 'tree' AND f."to" = l.root
  WHERE l.kind = 'account' AND l."to" = ANY ($1)
  UNION ALL
  SELECT held.work, held.kind, 'residual', NULL, NULL, 1, 1, NULL, NULL, NULL
  FROM (
    SELECT id AS work, 'sales' AS kind FROM event_index.work WHERE holder = $2 AND holder <> creator
    UNION ALL
    SELECT id, 'sales' FROM event_index.work
    WHERE creator = $2 AND creator_account = ANY ($1) AND (holder = creator OR holder IS NULL)
    UNION ALL
    SELECT id, 'resale' FROM event_index.work WHERE creator = $2 AND creator_account = ANY ($1)
    UNION ALL
    SELECT c.work, either.kind FROM studio.catalog c, unnest(ARRAY['sales', 'resale']) AS either (kind)
    WHERE c.creator = $2 AND (c.terms ->> 'creator')::numeric = ANY ($3)
      AND NOT EXISTS (SELECT 1 FROM event_index.work w WHERE w.id = c.work)
  ) held`

/** What the flows of the work that `name` names leave over, in parts per million. */
export const restOf = (name: string): string =>
  `1000000 - coalesce((SELECT sum(f.share)::integer FROM ${knownFlows} f WHERE f.work = ${name}), 0)`
