import type { Draft } from './Draft.ts'
import type { Publisher } from './Publisher.ts'
import { type Prepared, prepare } from './prepare.ts'
import { type Release, type Released, release } from './release.ts'

/** A work that was published, and how the chain was told. */
export type Published = Prepared & Released

/**
 * Publishes works: makes, records, signs and stores each, then tells the chain about all of them at once.
 *
 * Resumable: killed at any moment and called again with the same drafts it goes on where it was, gives the same ids and
 * sends nothing twice.
 *
 * @example
 * ```ts
 * import { draftOutput, publishWorks } from '@tributary/sdk'
 *
 * const drafts = seeds.map((seed) => draftOutput({ ...terms, name: `Dusk ${seed}`, weights, recipe: { seed, style }, origin: key }))
 * const { works, anchor } = await publishWorks(publisher, drafts, { anchor: true })
 * ```
 */
export async function publishWorks(
  publisher: Publisher,
  drafts: readonly Draft[],
  how: Release = {},
): Promise<publishWorks.ReturnType> {
  const works: Prepared[] = []
  for (const draft of drafts) works.push(await prepare(publisher, draft))
  return { works, ...(await release(publisher, works, how)) }
}

export declare namespace publishWorks {
  type ReturnType = Released & { readonly works: readonly Prepared[] }
}

/** Publishes one work; see {@link publishWorks}. */
export async function publishWork(publisher: Publisher, draft: Draft, how: Release = {}): Promise<Published> {
  const prepared = await prepare(publisher, draft)
  return { ...prepared, ...(await release(publisher, [prepared], how)) }
}
