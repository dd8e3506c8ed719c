/** Stories of calls to a ledger: who promised what to whom, and what was called. */
import { type Hex, zeroAddress, zeroHash } from 'viem'
import { accountOf, payeeOn, wordOf } from '../reference/account.ts'
import { type Leaf, type Proof, proofOf, rootOf } from '../reference/tree.ts'
import { ACCOUNT, type Flow, idOf, TREE, WORK, type Work } from '../reference/work.ts'
import { Random } from './Random.ts'

export type Call = { caller: Hex } & (
  | { call: 'pay'; work: number; bucket: number; token: Hex; amount: bigint }
  | { call: 'distribute'; edges: { work: number; bucket: number; flow: number }[]; token: Hex }
  | { call: 'claim'; work: number; bucket: number; flow: number; token: Hex; to: Hex }
  | { call: 'claimTree'; work: number; bucket: number; flow: number; token: Hex; leaf: Leaf; proof: Proof; to: Hex }
  | { call: 'collect'; work: number; bucket: number; token: Hex; to: Hex }
  | { call: 'settle'; steps: { work: number; bucket: number; moves: bigint }[]; token: Hex }
)

export type Scenario = {
  name: string
  chainId: bigint
  works: Work[]
  trees: Leaf[][]
  /** Who holds a work that changed hands. */
  holders: Record<Hex, bigint>
  /** Where code stands. */
  codes: Record<Hex, Hex>
  calls: Call[]
}

export const HERE = 31337n
export const HOME: Hex = '0x00000000000000000000000000000000c0de0001'
export const TOKENS: readonly Hex[] = [
  '0x00000000000000000000000000000000c0de0002',
  '0x00000000000000000000000000000000c0de0003',
]
export const PAYER: Hex = '0x00000000000000000000000000000000c0de0004'
export const NOBODY: Hex = zeroAddress

/** Keys, one of them with a delegation, and a contract. */
export const KEYS: readonly Hex[] = [1, 2, 3, 4, 5].map((n): Hex => `0x${`${n}`.repeat(2).padStart(40, 'a')}`)
const DELEGATED = KEYS[3]!
const CONTRACT = KEYS[4]!

const codes: Record<Hex, Hex> = { [DELEGATED]: `0xef0100${'11'.repeat(20)}`, [CONTRACT]: '0x00' }

/** Everyone a story may pay, and a few nobody can pay here. */
const ACCOUNTS = [
  ...KEYS.slice(0, 4).map((key) => accountOf(0n, key)),
  accountOf(HERE, KEYS[0]!),
  accountOf(HERE, CONTRACT),
  accountOf(0n, CONTRACT),
  accountOf(1n, KEYS[0]!),
  0n,
]

export function workOf(fields: Partial<Work>): Work {
  const home = accountOf(HERE, HOME)
  const empty = { record: zeroHash, origin: zeroHash, arbiter: 0n, resale: 0, flows: [] }
  return { creator: accountOf(0n, KEYS[0]!), home, ...empty, ...fields }
}

/** A story drawn at random: a lineage of up to six works, some of them sold by their creators, and what was called. */
export function draw(name: string, count: number): Scenario {
  const random = new Random(name)
  const { works, trees } = drawLineage(random)
  const minted = works.filter(({ creator, home }) => payeeOn(HERE, creator, codes) && home === accountOf(HERE, HOME))
  const sold = minted.filter(() => random.below(3) === 0)
  const holders = Object.fromEntries(sold.map((work) => [idOf(work), accountOf(HERE, random.pick(KEYS))]))
  const first = works.map((_, work): Call => {
    return { call: 'pay', work, bucket: 0, token: TOKENS[0]!, amount: random.magnitude(100), caller: PAYER }
  })
  const rest = Array.from({ length: count }, () => drawCall(random, works, trees))
  return { name, chainId: HERE, works, trees, holders, codes, calls: [...first, ...rest] }
}

export function drawLineage(random: Random, accounts: readonly bigint[] = ACCOUNTS): Pick<Scenario, 'works' | 'trees'> {
  const works: Work[] = []
  const trees: Leaf[][] = []
  for (let i = 1 + random.below(6); i > 0; i--) {
    const flows = Array.from({ length: random.below(5) }, () => drawFlow(random, works, trees, accounts))
    const abroad = random.below(8) === 0 && accounts === ACCOUNTS
    const home = accountOf(abroad ? 1n : HERE, HOME)
    works.push(workOf({ creator: random.pick(accounts), home, record: random.word(), flows }))
  }
  return { works, trees }
}

function drawFlow(random: Random, works: Work[], trees: Leaf[][], accounts: readonly bigint[]): Flow {
  const share = random.pick([0, 1, 50_000, 100_000, 199_999, 250_000])
  const kind = works.length === 0 ? 1 + random.below(2) : random.below(3)
  if (kind === WORK) return { kind, share, to: idOf(random.pick(works)) }
  if (kind === ACCOUNT) return { kind, share, to: wordOf(random.pick(accounts)) }
  const leaves = Array.from({ length: 1 + random.below(5) }, () => drawLeaf(random, works, accounts))
  trees.push(leaves)
  return { kind, share, to: rootOf(leaves) }
}

function drawLeaf(random: Random, works: Work[], accounts: readonly bigint[]): Leaf {
  const weight = 1n + random.magnitude(64)
  if (works.length > 0 && random.below(3) === 0) return { kind: WORK, to: idOf(random.pick(works)), weight }
  return { kind: ACCOUNT, to: wordOf(random.pick(accounts)), weight }
}

function drawCall(random: Random, works: Work[], trees: Leaf[][]): Call {
  const bucket = random.below(8) === 0 ? 1 : 0
  const token = random.below(8) === 0 ? TOKENS[1]! : TOKENS[0]!
  const caller = random.pick(KEYS)
  const to = random.below(6) === 0 ? random.pick(KEYS) : NOBODY
  const work = random.below(works.length)
  const drawn = random.below(20)
  if (drawn < 7) return { call: 'pay', work, bucket, token, amount: random.magnitude(100), caller: PAYER }
  if (drawn < 9) return { call: 'collect', work, bucket, token, to, caller }
  if (drawn < 11) return { call: 'settle', steps: drawSteps(random, works), token, caller }
  const kind = drawn < 14 ? WORK : drawn < 16 ? ACCOUNT : TREE
  const edge = { ...drawEdge(random, works, kind), bucket }
  if (kind === WORK) return { call: 'distribute', edges: drawEdges(random, works, edge), token, caller }
  if (kind === ACCOUNT) return { call: 'claim', ...edge, token, to, caller }
  const root = works[edge.work]!.flows[edge.flow]?.to
  const leaves = trees.find((tree) => rootOf(tree) === root) ?? [drawLeaf(random, works, ACCOUNTS)]
  const leaf = random.below(leaves.length)
  return { call: 'claimTree', ...edge, token, leaf: leaves[leaf]!, proof: proofOf(leaves, leaf), to, caller }
}

/** A flow of a kind; sometimes, or if no work has one, whatever flow, even one that does not exist. */
function drawEdge(random: Random, works: Work[], kind: number): { work: number; flow: number } {
  const edges = works.flatMap(({ flows }, work) => flows.map((flow, i) => ({ work, flow: i, kind: flow.kind })))
  const fitting = edges.filter((edge) => edge.kind === kind)
  const { work, flow } =
    fitting.length > 0 && random.below(6) > 0 ? random.pick(fitting) : { work: 0, flow: random.below(5) }
  return { work, flow }
}

type Edge = { work: number; bucket: number; flow: number }

/** The edge itself, and sometimes every other edge there is: a whole lineage in one call. */
function drawEdges(random: Random, works: Work[], first: Edge): Edge[] {
  if (random.below(2) === 0) return [first]
  const all = works.flatMap(({ flows }, work) =>
    flows.flatMap(({ kind }, flow) => (kind === WORK ? [{ work, bucket: 0, flow }] : [])),
  )
  return [first, ...all.reverse()]
}

/** Everything that can move out of every work, children first; sometimes a move that no work has. */
function drawSteps(random: Random, works: Work[]): { work: number; bucket: number; moves: bigint }[] {
  const steps = works.map(({ flows }, work) => {
    const movable = flows.map(({ kind }, flow) => (kind === TREE ? 0n : 2n ** BigInt(flow)))
    return { work, bucket: random.below(5) === 0 ? 1 : 0, moves: movable.reduce((sum, bit) => sum + bit, 2n ** 32n) }
  })
  const wrong = random.below(8) === 0 ? 2n ** BigInt(random.pick([0, 5, 31, 33, 255])) : 0n
  return steps.reverse().map((step, i) => (i === 0 ? { ...step, moves: step.moves | wrong } : step))
}
