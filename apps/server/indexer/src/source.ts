import * as schema from 'ponder:schema'
import { Bucket } from '@tributary/protocol'
import { eq } from 'ponder'
import type { Hex } from 'viem'
import type { Database } from './note.ts'

/** Which work's money a bucket holds. */
export type Source = { readonly work: Hex; readonly kind: Bucket.Kind }

/** Whose money a bucket holds. A bucket of which nothing was said is read as the sales bucket of the work of that id. */
export async function sourceOf(db: Database, bucket: Hex): Promise<Source> {
  const known = await db.find(schema.source, { bucket })
  if (known !== null) return known
  const guessed: Source = { work: bucket, kind: 'sales' }
  await db.insert(schema.source).values({ bucket, ...guessed })
  return guessed
}

/** A work became known, and with it whose resale bucket a hash is; what was guessed before is corrected. */
export async function learnResale(db: Database, work: Hex): Promise<void> {
  const bucket = Bucket.of(work, 'resale')
  const known = await db.find(schema.source, { bucket })
  if (known === null) await db.insert(schema.source).values({ bucket, work, kind: 'resale' })
  else if (known.kind === 'sales') await correct(db, bucket, { work, kind: 'resale' })
}

async function correct(db: Database, bucket: Hex, source: Source): Promise<void> {
  await db.update(schema.source, { bucket }).set(source)
  for (const table of [schema.movement, schema.bucket, schema.revenueDay]) {
    await db.sql.update(table).set(source).where(eq(table.bucket, bucket))
  }
}
