import { concat, encodeAbiParameters, type Hex, keccak256, numberToHex, toBytes, zeroHash } from 'viem'
import * as Account from './Account.ts'
import { BaseError } from './BaseError.ts'
import * as Flow from './Flow.ts'
import * as Json from './Json.ts'

/** Everything a work promises. Its hash is the work's id, so nothing in it can ever change. */
export type Work = {
  /** The account that made it; the holder until the work is minted. */
  readonly creator: Account.Account
  /** `chainId << 160 | Works contract`: where ownership lives, and only there. */
  readonly home: Account.Account
  /** SHA-256 of the canonical record. */
  readonly record: Hex
  /** Id of the model work whose key signs this output; 32 zero bytes if none. */
  readonly origin: Hex
  /** Account of the arbiter at home that may hold or redirect the residual; 0 if none. */
  readonly arbiter: Account.Account
  /** ERC-2981 rate, in parts per million. */
  readonly resale: number
  /** What it owes of every payment. */
  readonly flows: readonly Flow.Flow[]
}

/** A work as the contracts take it. */
export type AbiWork = Omit<Work, 'flows'> & { readonly flows: readonly Flow.AbiFlow[] }

/** A work as JSON files and `--json` write it: integers above 2^53 as decimal strings. */
export type JsonWork = Omit<Work, 'creator' | 'home' | 'arbiter'> & {
  readonly creator: string
  readonly home: string
  readonly arbiter: string
}

/** The most flows a work may have. */
export const maxFlows = 32

/** The whole of a payment, in parts per million. */
export const whole = 1_000_000

/** The EIP-712 types of a work, for wallets that show it. */
export const types = {
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
} as const

const flowTypehash = keccak256(toBytes('Flow(uint8 kind,uint32 share,bytes32 to)'))
const workTypehash = keccak256(
  toBytes(
    'Work(uint256 creator,uint256 home,bytes32 record,bytes32 origin,uint256 arbiter,uint32 resale,Flow[] flows)Flow(uint8 kind,uint32 share,bytes32 to)',
  ),
)

/**
 * A valid work from its fields; what is left out is none.
 *
 * @example
 * ```ts
 * import { Account, Work } from '@tributary/protocol'
 *
 * const work = Work.from({
 *   creator: Account.parse('0x70997970C51812dc3A010C7d01b50e0d17dc79C8'),
 *   home: Account.parse('eip155:31337:0x5FbDB2315678afecb367f032d93F642f64180aa3'),
 *   record: '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
 * })
 * Work.id(work) // 32 bytes, the same on every chain
 * ```
 */
export function from(fields: from.Fields): Work {
  const { creator, home, record, origin = zeroHash, arbiter = 0n, resale = 0, flows = [] } = fields
  const work = { creator, home, record, origin, arbiter, resale, flows }
  validate(work)
  return work
}

export declare namespace from {
  type Fields = Pick<Work, 'creator' | 'home' | 'record'> & Partial<Work>
}

/**
 * The id: the EIP-712 struct hash of the work, the same on every chain. Throws if the work is invalid.
 *
 * - Source: `spec/work.md`, R-1. Twin of `WorkLib` in Solidity; both replay `spec/vectors/work.json`.
 */
export function id(work: Work): Hex {
  validate(work)
  const flows = work.flows.map((flow) =>
    keccak256(
      encodeAbiParameters(flowWords, [flowTypehash, BigInt(Flow.kindToAbi(flow.kind)), BigInt(flow.share), flow.to]),
    ),
  )
  return keccak256(
    concat([
      workTypehash,
      numberToHex(work.creator, { size: 32 }),
      numberToHex(work.home, { size: 32 }),
      work.record,
      work.origin,
      numberToHex(work.arbiter, { size: 32 }),
      numberToHex(work.resale, { size: 32 }),
      keccak256(concat(flows)),
    ]),
  )
}

const flowWords = [{ type: 'bytes32' }, { type: 'uint256' }, { type: 'uint256' }, { type: 'bytes32' }] as const

/** Throws unless every contract would take the work. */
export function validate(work: Work): void {
  for (const name of ['creator', 'home', 'arbiter'] as const) Json.toUint(work[name], 256, name)
  for (const name of ['record', 'origin'] as const) Json.toBytes(work[name], 32, name)
  if (work.flows.length > maxFlows) throw new TooManyFlowsError({ flows: work.flows.length })
  let total = 0
  for (const [index, flow] of work.flows.entries()) {
    Flow.kindToAbi(flow.kind)
    Json.toUint(flow.share, 32, `flows[${index}].share`)
    Json.toBytes(flow.to, 32, `flows[${index}].to`)
    total += flow.share
  }
  if (total > whole) throw new SharesTooHighError({ total })
  Json.toUint(work.resale, 32, 'resale')
  if (work.resale > whole) throw new ResaleTooHighError({ resale: work.resale })
}

/** Parts per million of every payment that stay with the holder. */
export function residualShare(work: Work): number {
  return work.flows.reduce((rest, flow) => rest - flow.share, whole)
}

/** Reads a work from JSON; absent origin, arbiter, resale and flows are none. Throws if it is invalid. */
export function parse(value: unknown, name = 'work'): Work {
  const fields = Json.toObject(value, name)
  return from({
    creator: Account.parse(fields.creator, `${name}.creator`),
    home: Account.parse(fields.home, `${name}.home`),
    record: Json.toBytes(fields.record, 32, `${name}.record`),
    origin: Json.toBytes(fields.origin ?? zeroHash, 32, `${name}.origin`),
    arbiter: Account.parse(fields.arbiter ?? 0, `${name}.arbiter`),
    resale: Json.toNumber(fields.resale ?? 0, 32, `${name}.resale`),
    flows: Json.toArray(fields.flows ?? [], `${name}.flows`).map((flow, i) => Flow.parse(flow, `${name}.flows[${i}]`)),
  })
}

/** The work as JSON files and `--json` write it. */
export function toJson(work: Work): JsonWork {
  const { creator, home, record, origin, arbiter, resale, flows } = work
  return { creator: `${creator}`, home: `${home}`, record, origin, arbiter: `${arbiter}`, resale, flows }
}

/** The work as the contracts take it. */
export function toAbi(work: Work): AbiWork {
  return { ...work, flows: work.flows.map(Flow.toAbi) }
}

/** The work that the contracts gave. */
export function fromAbi(work: AbiWork): Work {
  return { ...work, flows: work.flows.map(Flow.fromAbi) }
}

/** A work promises to more payees than the contracts loop over. */
export class TooManyFlowsError extends BaseError {
  override readonly name = 'Work.TooManyFlowsError'
  constructor({ flows }: { flows: number }) {
    super(`The work has ${flows} flows; the most is ${maxFlows}.`, {
      hint: 'Put further payees into a contribution tree and owe one flow to its root.',
    })
  }
}

/** A work promises more than it can ever earn. */
export class SharesTooHighError extends BaseError {
  override readonly name = 'Work.SharesTooHighError'
  constructor({ total }: { total: number }) {
    super(`The shares add up to ${total} parts per million; the most is ${whole}.`, { hint: 'Lower a share.' })
  }
}

/** A work asks for more than the price of a resale. */
export class ResaleTooHighError extends BaseError {
  override readonly name = 'Work.ResaleTooHighError'
  constructor({ resale }: { resale: number }) {
    super(`The resale rate is ${resale} parts per million; the most is ${whole}.`, { hint: 'Lower the rate.' })
  }
}
