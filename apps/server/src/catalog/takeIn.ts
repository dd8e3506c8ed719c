import { Account, Work } from '@tributary/protocol'
import { type Record, Store } from '@tributary/provenance'
import type { Pool } from 'pg'
import type { Hex } from 'viem'
import { takeInTree } from './takeInTree.ts'

/** What of a work's entry becomes a row. */
type Row = {
  readonly entry: Store.Entry
  readonly record: Record.Record | undefined
  readonly work: Work.Work
  /** When the entry was written, in milliseconds. */
  readonly written: number
}

/** Puts what the store knows of a work into the catalog, in place of what was known before. */
export async function takeIn(pool: Pool, store: Store.Store, id: Hex, written: number): Promise<void> {
  const entry = await store.entry(id)
  if (entry === undefined) return
  const record = await Store.record(store, entry.record)
  const work = Work.parse(entry.preimage)
  for (const tree of entry.trees) await takeInTree(pool, store, tree)
  await pool.query(statement, valuesOf({ entry, record, work, written }))
}

const statement = `
  WITH row AS (
    INSERT INTO studio.catalog
      (work, name, description, kind, creator, terms, record, picture, trees, attestation, written)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (work) DO UPDATE SET
      (name, description, kind, creator, terms, record, picture, trees, attestation, written)
      = (EXCLUDED.name, EXCLUDED.description, EXCLUDED.kind, EXCLUDED.creator, EXCLUDED.terms, EXCLUDED.record,
         EXCLUDED.picture, EXCLUDED.trees, EXCLUDED.attestation, EXCLUDED.written)
  ), flows AS (
    INSERT INTO studio.flow (work, index, kind, share, "to")
    SELECT $1, index - 1, flow ->> 'kind', (flow ->> 'share')::integer, flow ->> 'to'
    FROM jsonb_array_elements($12::jsonb) WITH ORDINALITY AS flow (flow, index)
    ON CONFLICT DO NOTHING
  ), gone AS (
    DELETE FROM studio.file WHERE work = $1 AND index >= jsonb_array_length($13::jsonb)
  )
  INSERT INTO studio.file (work, index, role, name, cid, sha256, size, media_type)
  SELECT $1, index - 1, file ->> 'role', file ->> 'name', file ->> 'cid', file ->> 'sha256',
         (file ->> 'size')::bigint, file ->> 'mediaType'
  FROM jsonb_array_elements($13::jsonb) WITH ORDINALITY AS file (file, index)
  ON CONFLICT (work, index) DO UPDATE SET
    (role, name, cid, sha256, size, media_type)
    = (EXCLUDED.role, EXCLUDED.name, EXCLUDED.cid, EXCLUDED.sha256, EXCLUDED.size, EXCLUDED.media_type)`

function valuesOf({ entry, record, work, written }: Row): unknown[] {
  const { attestation } = entry
  return [
    entry.work,
    record?.name ?? entry.work.slice(0, 10),
    record?.description ?? '',
    record?.tributary.kind ?? 'import',
    Account.address(work.creator).toLowerCase(),
    JSON.stringify(Work.toJson(work)),
    entry.record,
    jsonOf(pictureOf(entry, record)),
    entry.trees.map(({ root }) => root),
    jsonOf(attestation && { signature: attestation.signature, root: attestation.root }),
    written,
    JSON.stringify(work.flows),
    JSON.stringify(entry.files),
  ]
}

/** The picture that stands for a work: its own, or the first one that goes with it. */
function pictureOf(entry: Store.Entry, record: Record.Record | undefined): object | undefined {
  const shown = entry.files.filter(({ mediaType }) => /^image\/(png|jpeg|webp)$/.test(mediaType))
  const own = shown.find(({ role }) => role === 'signed') ?? shown.find(({ role }) => role === 'content')
  const file = own ?? shown.find(({ role }) => role === 'attachment')
  if (file === undefined) return undefined
  const pixels = own && (entry.pixels ?? record?.tributary.content.pixels)
  return { sha256: file.sha256, ...(pixels && { ...pixels, sha256: file.sha256, pixels: pixels.sha256 }) }
}

function jsonOf(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
