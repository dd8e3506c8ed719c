import type { Hex } from 'viem'

/** A work as JSON writes it: everything its id binds. Integers above 2^53 are decimal strings. */
export type Preimage = {
  readonly creator: string
  readonly home: string
  readonly record: Hex
  readonly origin: Hex
  readonly arbiter: string
  readonly resale: number
  readonly flows: readonly Flow[]
}

/** One promise of a work: a share in parts per million, and to what it goes. */
export type Flow = { readonly kind: 'work' | 'account' | 'tree'; readonly share: number; readonly to: Hex }

/** Computes a work's id from its preimage; throws if no contract would take it. The protocol package provides it. */
export type WorkId = (work: Preimage) => Hex

/** The origin of a work that no model made. */
export const noOrigin: Hex = `0x${'00'.repeat(32)}`

/**
 * A work's preimage from whatever JSON says: what is left out is none, and only what the id binds is kept.
 * Throws if it has another form; whether a contract would take it is for {@link WorkId} to say.
 */
export function from(value: unknown): Preimage {
  const { creator, home, record, origin = noOrigin, arbiter = 0, resale = 0, flows = [] } = value as Loose
  return {
    creator: `${BigInt(creator)}`,
    home: `${BigInt(home)}`,
    record,
    origin,
    arbiter: `${BigInt(arbiter)}`,
    resale: Number(resale),
    flows: Array.from(flows, ({ kind, share, to }) => ({
      kind: kinds[Number(kind)] ?? (kind as Flow['kind']),
      share: Number(share),
      to,
    })),
  }
}

type Loose = Partial<Preimage> & Pick<Preimage, 'creator' | 'home' | 'record'>
/** The kinds of flow by their numbers on chain, which JSON may hold in place of the words. */
const kinds = ['work', 'account', 'tree'] as const

/** Ids of the works a work pays or is signed by: what has to be known to pay it. */
export function lineage(work: Preimage): Hex[] {
  const paid = work.flows.filter((flow) => flow.kind === 'work').map((flow) => flow.to)
  return [...new Set(work.origin === noOrigin ? paid : [work.origin, ...paid])]
}
