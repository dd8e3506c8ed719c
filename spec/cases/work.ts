import { type Hex, zeroHash } from 'viem'
import { attempt } from '../reference/Refusal.ts'
import { type Flow, idOf, type Work } from '../reference/work.ts'
import { Random } from './Random.ts'

const MAX = 2n ** 256n - 1n
const ONES: Hex = `0x${'ff'.repeat(32)}`

const plain: Work = {
  creator: BigInt('0x70997970c51812dc3a010c7d01b50e0d17dc79c8'),
  home: 31337n * 2n ** 160n + BigInt('0x5fbdb2315678afecb367f032d93f642f64180aa3'),
  record: '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  origin: zeroHash,
  arbiter: 0n,
  resale: 0,
  flows: [],
}
const flow = (share: number, kind = 1, to = plain.record): Flow => ({ kind, share, to })
const many = (count: number, share: number): Flow[] => Array.from({ length: count }, (_, i) => flow(share, i % 3))
const full: Work = { ...plain, origin: ONES, arbiter: plain.home, resale: 50_000, flows: [flow(1), flow(2, 0)] }

const works: Record<string, Work> = {
  'no flows': plain,
  'every field set': full,
  'another creator': { ...full, creator: full.creator + 1n },
  'another home': { ...full, home: full.home + 2n ** 160n },
  'another record': { ...full, record: ONES },
  'another origin': { ...full, origin: zeroHash },
  'another arbiter': { ...full, arbiter: 0n },
  'another resale rate': { ...full, resale: 50_001 },
  'another share': { ...full, flows: [flow(1), flow(3, 0)] },
  'another kind': { ...full, flows: [flow(1), flow(2, 2)] },
  'another target': { ...full, flows: [flow(1), flow(2, 0, ONES)] },
  'another order of flows': { ...full, flows: [flow(2, 0), flow(1)] },
  'one flow twice': { ...full, flows: [flow(1), flow(1)] },
  'a share of zero': { ...plain, flows: [flow(0)] },
  'shares of zero in all 32 flows': { ...plain, flows: many(32, 0) },
  '32 flows that owe everything': { ...plain, flows: many(32, 31_250) },
  'one flow that owes everything': { ...plain, flows: [flow(1_000_000)] },
  'a resale rate of everything': { ...plain, resale: 1_000_000 },
  'largest values': { ...full, creator: MAX, home: MAX, arbiter: MAX, record: ONES, flows: [flow(1_000_000, 2, ONES)] },
  'smallest values': { ...plain, creator: 0n, home: 0n, record: zeroHash, flows: [flow(0, 0, zeroHash)] },
  '33 flows': { ...plain, flows: many(33, 0) },
  'shares one above the whole': { ...plain, flows: [flow(999_999), flow(2)] },
  'one share above the whole': { ...plain, flows: [flow(1_000_001)] },
  'shares that would wrap in 32 bits': { ...plain, flows: [flow(2 ** 31), flow(2 ** 31)] },
  'the largest share': { ...plain, flows: [flow(2 ** 32 - 1)] },
  'a kind of 3': { ...plain, flows: [flow(1), flow(1, 3)] },
  'a kind of 255': { ...plain, flows: [flow(1, 255)] },
  'a resale rate above the whole': { ...plain, resale: 1_000_001 },
  'the largest resale rate': { ...plain, resale: 2 ** 32 - 1 },
  'resale rate and flows both wrong': { ...plain, resale: 1_000_001, flows: many(33, 0) },
  'kinds and shares both wrong': { ...plain, flows: [flow(1_000_001), flow(0, 3)] },
}

export function cases(): Record<string, unknown[]> {
  const random = new Random('work')
  const drawn = Array.from({ length: 24 }, (_, i) => [`drawn ${i}`, draw(random)] as const)
  return {
    works: [...Object.entries(works), ...drawn].map(([name, work]) => {
      const { result: id, error } = { result: undefined, error: undefined, ...attempt(() => idOf(work)) }
      return error === undefined ? { name, work, id } : { name, work, error }
    }),
  }
}

function draw(random: Random): Work {
  const flows = Array.from({ length: random.below(33) }, () => {
    return { kind: random.below(3), share: random.below(31_250), to: random.word() }
  })
  return {
    creator: random.bits(224),
    home: random.bits(224),
    record: random.word(),
    origin: random.word(),
    arbiter: random.bits(224),
    resale: random.below(1_000_001),
    flows,
  }
}
