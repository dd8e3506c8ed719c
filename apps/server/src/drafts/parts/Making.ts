import type { Model } from '@tributary/engine'
import type { Tree } from '@tributary/protocol'
import type { Draft, Origin } from '@tributary/sdk'
import type { DraftSource, Kind, Picture } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import { RefusedError } from '../../api/problems.ts'
import type { DraftServices } from '../DraftServices.ts'

/** What a part is made with. */
export type Making = {
  readonly services: DraftServices
  readonly creator: Address
  /** Ids of the parts before this one; provisional while only a quote is wanted. */
  readonly earlier: readonly Hex[]
  /** Models that earlier parts were drawn by: many pictures of one model read it once. */
  readonly models: Map<Hex, Promise<Drawing>>
}

/** All that a picture of a model needs of it. */
export type Drawing = {
  readonly weights: Model.Model
  readonly origin: Origin
  /** The tree by which the artists of its data set are paid. */
  readonly contributions: Tree.Tree | undefined
}

/** A part as the sdk publishes it, and how it is shown. */
export type Made = {
  readonly draft: Draft
  readonly picture?: Picture | undefined
  readonly uploads: readonly string[]
}

/** The work that a source names: one that exists, or an earlier part of the same draft. */
export function resolve({ earlier }: Making, source: DraftSource, what: string): Hex {
  if ('work' in source) return source.work as Hex
  const id = earlier[source.part]
  if (id !== undefined) return id
  throw new RefusedError({
    status: 422,
    title: 'No such part',
    detail: `The ${what} is part ${source.part}; a part can only come from one before it, of which there are ${earlier.length}.`,
    hint: 'Put the part that others are made from first. Parts are counted from 0.',
  })
}

/** Refuses a source of another kind than is needed. */
export function wrongKind(what: string, found: Kind | undefined, id: Hex): RefusedError {
  return new RefusedError({
    status: 422,
    title: `No ${what}`,
    detail: found === undefined ? `This studio holds no work ${id}.` : `The work ${id} is of the kind ${found}.`,
    hint: `Name a ${what}.`,
  })
}
