import { BaseError, type Work } from '@tributary/protocol'
import { type Authorized, authorizeKey, isAuthorized } from '@tributary/sdk'
import type { Address, Hex } from 'viem'
import { shorten } from '../terminal/format.ts'
import { publisherOf } from './publisherOf.ts'
import type { Session } from './Session.ts'

/** The grant that is wanted: which key, for which model, until when. */
export type Wanted = {
  readonly id: Hex
  readonly work: Work.Work
  readonly key: Address
  readonly until?: bigint | undefined
}

/** Lets a key sign for a model unless it may already; a key that was stopped stays stopped. */
export async function authorizeFor(session: Session, { id, work: model, key, until }: Wanted): Promise<Authorized> {
  const granted = await authorizeKey(await publisherOf(session), { model, key, until })
  const now = BigInt(Math.floor(Date.now() / 1000))
  const time = granted.from > now ? granted.from : now
  if (await isAuthorized(session.client, { model: id, key, time })) return granted
  throw new StoppedKeyError({ key, model: id })
}

/** A key may be authorized once for a model, so that nobody can rewrite its history. */
export class StoppedKeyError extends BaseError {
  override readonly name = 'Keys.StoppedKeyError'
  constructor({ key, model }: { key: Address; model: Hex }) {
    super(
      `The key ${key} signed for ${shorten(model)} once and was revoked, or its time is over; it cannot come back.`,
      {
        hint: 'Take a new key: name a new role, such as --key model-2.',
      },
    )
  }
}
