/** Works: what they promise and what they are called. See spec/work.md. */
import { type Hex, hashStruct } from 'viem'
import { Refusal } from './Refusal.ts'

/** Kinds as on chain. */
export const WORK = 0
export const ACCOUNT = 1
export const TREE = 2

export type Flow = { kind: number; share: number; to: Hex }

export type Work = {
  creator: bigint
  home: bigint
  record: Hex
  origin: Hex
  arbiter: bigint
  resale: number
  flows: Flow[]
}

/** Parts per million in the whole. */
export const WHOLE = 1_000_000

/** Says why no contract takes a work; nothing if they all do. */
export function flawOf(work: Work): string | undefined {
  if (work.flows.length > 32) return 'TooManyFlows'
  if (work.flows.some(({ kind }) => kind > TREE)) return 'UnknownKind'
  if (sharesOf(work) > WHOLE) return 'SharesTooHigh'
  if (work.resale > WHOLE) return 'ResaleTooHigh'
  return undefined
}

export function idOf(work: Work): Hex {
  const flaw = flawOf(work)
  if (flaw !== undefined) throw new Refusal(flaw)
  return hashStruct({
    primaryType: 'Work',
    types: {
      Work: [
        { name: 'creator', type: 'uint256' },
        { name: 'home', type: 'uint256' },
        { name: 'record', type: 'bytes32' },
        { name: 'origin', type: 'bytes32' },
        { name: 'arbiter', type: 'uint256' },
        { name: 'resale', type: 'uint32' },
        { name: 'flows', type: 'Flow[]' },
      ],
      Flow: [
        { name: 'kind', type: 'uint8' },
        { name: 'share', type: 'uint32' },
        { name: 'to', type: 'bytes32' },
      ],
    },
    data: work,
  })
}

export function sharesOf(work: Work): number {
  return work.flows.map(({ share }) => share).reduce((sum, share) => sum + share, 0)
}
