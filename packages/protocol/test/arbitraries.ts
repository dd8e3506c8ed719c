/** What fast-check draws: valid things of every size. */
import fc from 'fast-check'
import type { Hex } from 'viem'
import * as Account from '../src/Account.ts'
import type * as Flow from '../src/Flow.ts'
import type * as Leaf from '../src/Leaf.ts'
import * as Work from '../src/Work.ts'

export const uint = (bits: number): fc.Arbitrary<bigint> => fc.bigInt(0n, (1n << BigInt(bits)) - 1n)

export const bytes = (size: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength: size, maxLength: size }).map((array): Hex => `0x${Buffer.from(array).toString('hex')}`)

export const account: fc.Arbitrary<Account.Account> = fc
  .record({ chainId: fc.oneof(fc.constant(0n), uint(64)), address: bytes(20) })
  .map(Account.from)

export const flow: fc.Arbitrary<Flow.Flow> = fc.record({
  kind: fc.constantFrom<Flow.Kind>('work', 'account', 'tree'),
  share: fc.integer({ min: 0, max: Work.whole / Work.maxFlows }),
  to: bytes(32),
})

export const work: fc.Arbitrary<Work.Work> = fc.record({
  creator: uint(256),
  home: uint(256),
  record: bytes(32),
  origin: bytes(32),
  arbiter: uint(256),
  resale: fc.integer({ min: 0, max: Work.whole }),
  flows: fc.array(flow, { maxLength: Work.maxFlows }),
})

export const leaf: fc.Arbitrary<Leaf.Leaf> = fc.record({
  kind: fc.constantFrom<Leaf.Kind>('work', 'account'),
  to: bytes(32),
  weight: fc.bigInt(1n, (1n << 120n) - 1n),
})
