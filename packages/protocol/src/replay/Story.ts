/** Stories of ledger calls as JSON; read tolerantly, since other people's tools write them. See `spec/replay.md`. */
import type { Address, Hex } from 'viem'
import * as Account from '../Account.ts'
import { BaseError } from '../BaseError.ts'
import * as Bucket from '../Bucket.ts'
import * as Json from '../Json.ts'
import * as Leaf from '../Leaf.ts'
import * as Ledger from '../Ledger.ts'
import * as Lineage from '../Lineage.ts'
import * as Tree from '../Tree.ts'
import * as Work from '../Work.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a story is about. What is invalid is kept as its error: a call that names it is refused, the others are not. */
export type Story = {
  readonly works: readonly (Work.Work | BaseError)[]
  readonly trees: readonly (Tree.Tree | BaseError)[]
  readonly lineage: Lineage.Lineage
  readonly ledger: Ledger.Ledger
  readonly calls: readonly Fields[]
}

/** Reads everything but the calls, which are read as they are played. */
export async function parse(input: unknown): Promise<Story> {
  const given = Json.toObject(input, 'input')
  const works = await readAll(given.works, 'works', (work, name) => Work.parse(unwrap(work, 'work'), name))
  const trees = await readAll(given.trees ?? [], 'trees', (tree, name) => {
    const leaves = Json.toArray(unwrap(tree, 'leaves'), `${name}.leaves`)
    return Tree.from(leaves.map((leaf, i) => Leaf.parse(leaf, `${name}.leaves[${i}]`)))
  })
  const valid = works.filter(isRead)
  const home = valid[0] === undefined ? 0n : Account.chainId(valid[0].home)
  const ledger = Ledger.create({
    chainId: Json.toUint(given.chainId ?? home, 64, 'chainId'),
    holders: parseHolders(given.holders, works),
    contracts: parseContracts(given),
  })
  const lineage = Lineage.from({ works: valid, trees: trees.filter(isRead) })
  const calls = Json.toArray(given.calls, 'calls').map((call, i) => Json.toObject(call, `calls[${i}]`))
  return { works, trees, lineage, ledger, calls }
}

/** The work a call names: by its place in the list, by its id, or shown whole. */
export function workOf({ works, lineage }: Story, value: unknown): Work.Work {
  if (typeof value === 'object') return Work.parse(value)
  const isId = typeof value === 'string' && value.length === 66
  const found = isId ? lineage.works.get(value.toLowerCase() as Hex) : works[Json.toNumber(value, 32, 'work')]
  if (found === undefined) throw new UnknownWorkError({ value })
  if (found instanceof BaseError) throw found
  return found
}

/** Work, bucket, token, caller and recipient of a call. */
export function sourceOf(story: Story, call: Fields): Ledger.Source & Ledger.Direction {
  const work = workOf(story, call.work)
  const direction = { caller: addressOf(call.caller), to: addressOf(call.to) }
  return { work, bucket: Bucket.parseKind(call.bucket), token: tokenOf(call), ...direction }
}

/** The token of a call: an address, or any word, since a pure ledger calls no token. One without a name if left out. */
export function tokenOf(call: Fields): Address {
  return (typeof call.token === 'string' ? call.token : 'token') as Address
}

/** The key of the bucket a payment names: 32 bytes, or a work with the kind of bucket. */
export function bucketOf(story: Story, call: Fields): Hex {
  const isKey = typeof call.bucket === 'string' && call.bucket.length === 66
  if (isKey) return Json.toBytes(call.bucket, 32, 'bucket')
  const isId = typeof call.work === 'string' && call.work.length === 66
  const id = isId ? Json.toBytes(call.work, 32, 'work') : Work.id(workOf(story, call.work))
  return Bucket.of(id, Bucket.parseKind(call.bucket))
}

/** The leaf and proof of a claim; by index into a tree of the story, both come from there. */
export function leafOf({ lineage }: Story, call: Fields, root: Hex): { leaf: Leaf.Leaf; proof: Tree.Proof } {
  if (typeof call.leaf === 'object') return { leaf: Leaf.parse(call.leaf), proof: Tree.parseProof(call.proof) }
  const tree = lineage.trees.get(root)
  if (tree === undefined) throw new UnknownTreeError({ root })
  const index = Json.toNumber(call.leaf, 32, 'leaf')
  return { leaf: Tree.leaf(tree, index), proof: Tree.proof(tree, index) }
}

/** Zero is nobody: then the payee itself receives. */
function addressOf(value: unknown): Address | undefined {
  if (value === undefined || value === null) return undefined
  const address = Json.toAddress(value, 'address')
  return BigInt(address) === 0n ? undefined : address
}

/** `{ <id or index>: account }`, or a list of `{ work, account }`. */
function parseHolders(value: unknown, works: Story['works']): Map<Hex, Account.Account> {
  const pairs = Array.isArray(value)
    ? value.map((holder) => [Json.toObject(holder, 'holder').work, Json.toObject(holder, 'holder').account])
    : Object.entries(Json.toObject(value ?? {}, 'holders'))
  const entries = pairs.flatMap(([key, account]): [Hex, Account.Account][] => {
    const work = /^[0-9]+$/.test(String(key)) ? works[Number(key)] : undefined
    if (work instanceof BaseError) return []
    const id = work === undefined ? Json.toBytes(key, 32, 'holder') : Work.id(work)
    return [[id, Account.parse(account, 'holder')]]
  })
  return new Map(entries)
}

/** Addresses with code; of `{ address, code }` those whose code is not an EIP-7702 delegation. */
function parseContracts({ contracts = [], codes = [] }: Fields): Set<Address> {
  const plain = Json.toArray(contracts, 'contracts').map((address) => Json.toAddress(address, 'contract'))
  const coded = Json.toArray(codes, 'codes').flatMap((entry) => {
    const { address, code } = Json.toObject(entry, 'code')
    const account = Account.from({ address: Json.toAddress(address, 'code.address') })
    return Account.isPayable(account, { chainId: 1, code: code as Hex }) ? [] : [Json.toAddress(address, 'code')]
  })
  return new Set([...plain, ...coded])
}

/** Reads a list, or an object whose keys are names; what cannot be read is its error. */
async function readAll<thing>(
  value: unknown,
  name: string,
  read: (item: unknown, name: string) => thing | Promise<thing>,
): Promise<(thing | BaseError)[]> {
  const isNamed = typeof value === 'object' && value !== null && !Array.isArray(value)
  const found: (thing | BaseError)[] = []
  for (const [i, item] of (isNamed ? Object.values(value) : Json.toArray(value, name)).entries()) {
    const reading = Promise.resolve().then(() => read(item, `${name}[${i}]`))
    found.push(await reading.catch(onlyOurs))
  }
  return found
}

function isRead<thing extends object>(item: thing | BaseError): item is thing {
  return !(item instanceof BaseError)
}

function onlyOurs(error: unknown): BaseError {
  if (error instanceof BaseError) return error
  throw error
}

function unwrap(value: unknown, key: string): unknown {
  const isWrapped = typeof value === 'object' && value !== null && key in value
  return isWrapped ? (value as Fields)[key] : value
}

/** A call names a work the story does not show. */
export class UnknownWorkError extends BaseError {
  override readonly name = 'Replay.UnknownWorkError'
  constructor({ value }: { value: unknown }) {
    super(`The work is ${JSON.stringify(value)}; the story has no such work.`, {
      hint: 'Name a work by its place in "works" (from 0), by its id, or show it whole.',
    })
  }
}

/** A claim names a leaf by index of a tree the story does not show. */
export class UnknownTreeError extends BaseError {
  override readonly name = 'Replay.UnknownTreeError'
  constructor({ root }: { root: Hex }) {
    super(`The tree ${root} is not in the story.`, { hint: 'Add its leaves to "trees", or show leaf and proof.' })
  }
}
