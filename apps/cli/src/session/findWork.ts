import { BaseError, type Work } from '@tributary/protocol'
import { workOf } from '@tributary/sdk'
import type { Hex } from 'viem'
import { formatCount, shorten } from '../terminal/format.ts'
import type { Session } from './Session.ts'
import { titleOf } from './titleOf.ts'

/** A work that the store knows, with its terms. */
export type Found = { readonly id: Hex; readonly work: Work.Work }

/** The fewest digits that name a work; fewer would soon be ambiguous. */
const leastDigits = 4

/** Finds a work by its id or by the first digits of it, with or without the ellipsis that tables show. */
export async function findWork({ store }: Pick<Session, 'store'>, text: string): Promise<Found> {
  const pattern = /^(0x[0-9a-f]*)(?:…|\.\.\.)?([0-9a-f]*)$/.exec(text.toLowerCase())
  const [, first = '', last = ''] = pattern ?? []
  if (first.length - 2 < leastDigits) throw new NotAnIdError({ text })
  const works = await store.works()
  const found = works.filter((id) => id.startsWith(first) && id.endsWith(last))
  const [id, ...others] = found
  if (id === undefined) throw new UnknownWorkError({ text, known: works.length })
  if (others.length > 0) throw new AmbiguousError({ text, found })
  const work = await workOf(store, id)
  if (work === undefined) throw new UnknownWorkError({ text, known: works.length })
  return { id, work }
}

/** Finds a model; a work of another kind has no keys. */
export async function findModel(session: Pick<Session, 'store'>, text: string): Promise<Found> {
  const found = await findWork(session, text)
  const { kind, name } = await titleOf(session, found.id)
  if (kind !== 'model') throw new NoModelError({ ...found, kind, name })
  return found
}

/** A text cannot be the id of a work. */
export class NotAnIdError extends BaseError {
  override readonly name = 'Works.NotAnIdError'
  constructor({ text }: { text: string }) {
    super(`"${text}" is no id of a work; it must be 0x and at least ${leastDigits} hexadecimal digits.`, {
      hint: '`tributary status` lists the works of this home.',
    })
  }
}

/** The store knows no such work. */
export class UnknownWorkError extends BaseError {
  override readonly name = 'Works.UnknownWorkError'
  constructor({ text, known }: { text: string; known: number }) {
    super(`The store holds ${formatCount(known, 'work')}, none of them ${text}.`, {
      hint: '`tributary status` lists them; a work from elsewhere comes in with its bundle.',
    })
  }
}

/** The digits given fit several works. */
export class AmbiguousError extends BaseError {
  override readonly name = 'Works.AmbiguousError'
  constructor({ text, found }: { text: string; found: readonly Hex[] }) {
    super(`${text} fits ${found.length} works: ${found.slice(0, 4).map(shorten).join(', ')}.`, {
      hint: 'Give more digits.',
    })
  }
}

/** A work is not a model. */
export class NoModelError extends BaseError {
  override readonly name = 'Works.NoModelError'
  constructor({ id, kind, name }: { id: Hex; kind: string; name: string }) {
    super(`"${name}" (${shorten(id)}) is of the kind ${kind}; only the keys of a model sign works.`, {
      hint: '`tributary status` lists the models of this home.',
    })
  }
}
