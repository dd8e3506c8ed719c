import { BaseError, type Work } from '@tributary/protocol'
import { type Record, Store } from '@tributary/provenance'
import { workOf } from '@tributary/sdk'
import type { Hex } from 'viem'
import type { Session } from '../session/Session.ts'
import { shorten } from '../terminal/format.ts'

/** A work of this home that was found by the file it consists of. */
export type Known = { readonly id: Hex; readonly work: Work.Work; readonly entry: Store.Entry }

/** The work whose content has this SHA-256: the data set of a model, the model of a picture. */
export async function findByHash({ store }: Session, hash: Hex, kind: Record.Kind): Promise<Known> {
  for (const id of await store.find(hash)) {
    const entry = await store.entry(id)
    const record = entry && (await Store.record(store, entry.record))
    if (entry === undefined || record?.tributary.kind !== kind || record.tributary.content.sha256 !== hash) continue
    const work = await workOf(store, id)
    if (work !== undefined) return { id, work, entry }
  }
  throw new NotPublishedError({ kind, hash })
}

/** Something was made from a work that this home does not know. */
export class NotPublishedError extends BaseError {
  override readonly name = 'Publish.NotPublishedError'
  constructor({ kind, hash }: { kind: Record.Kind; hash: Hex }) {
    const noun = kind === 'dataset' ? 'data set' : kind
    const what = kind === 'dataset' ? 'the folder of pictures' : `the ${kind} file`
    super(`The ${noun} ${shorten(hash)} it was made with is not published in this home.`, {
      hint: `Publish it first, so that it can be paid: \`tributary publish <${what}>\`.`,
    })
  }
}
