import canonicalize from 'canonicalize'
import type { CID } from 'multiformats/cid'
import type { Hex } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Car from './Car.ts'
import { type Block, parse, raw, sha256Of } from './Cid.ts'
import { isSignable, split } from './Container.ts'
import { lineage, from as toPreimage, type WorkId } from './Preimage.ts'
import type * as Record from './Record.ts'
import * as Store from './Store.ts'

/** What a bundle is about: the works asked for, and where the entry of each work in it lies. */
export type Contents = { readonly heads: readonly Hex[]; readonly works: readonly Hex[] }

type Root = {
  readonly type: typeof rootType
  readonly heads: readonly Hex[]
  /** CIDs of the entries of all works. */
  readonly entries: readonly string[]
  /** CIDs of the files that are carried; entries may name others, which were left out. */
  readonly files: readonly string[]
}
const rootType = 'tributary-bundle/1'

/**
 * Writes works with everything they need into one CAR archive: records, preimages and trees of the whole lineage,
 * credentials and files. It can be verified without us and without a network.
 *
 * @param files `all` takes the files of every work along, `heads` only those of the works asked for.
 */
export async function* write(
  store: Store.Store,
  heads: readonly Hex[],
  options: { files?: 'all' | 'heads' } = {},
): AsyncGenerator<Uint8Array> {
  const entries = await collect(store, heads)
  const blocks = await Promise.all(entries.map(Store.toBlock))
  const carrying = entries.filter(({ work }) => options.files !== 'heads' || heads.includes(work))
  const files = [...new Set(carrying.flatMap((entry) => entry.files.map(({ cid }) => cid)))]
  const root: Root = { type: rootType, heads, entries: blocks.map(({ cid }) => cid.toString()), files }
  const bytes = new TextEncoder().encode(canonicalize(root))
  const cid = raw(await sha256Of(bytes))
  yield* Car.write([cid], blocksOf(store, [{ cid, bytes }, ...blocks], entries, files))
}

/**
 * Reads a bundle into a store and checks everything: each block against its CID, each work against its id, each record
 * and file against its hash, and that no work of the lineage is missing.
 */
export async function read(
  source: Car.Source,
  into: Store.Store,
  workId: WorkId,
  budget: Store.Budget = Store.budgetOf(),
): Promise<Contents> {
  const { roots, blocks } = await Car.read(source)
  for await (const block of blocks) await into.put(block)
  const root = await rootOf(roots, into)
  const entries = await Promise.all(root.entries.map((cid) => entryAt(cid, into)))
  const works = new Set(entries.map(({ work }) => work))
  const checked: Store.Entry[] = []
  for (const entry of entries)
    checked.push(await checkEntry(entry, { works, files: new Set(root.files), store: into, workId, budget }))
  const missing = root.heads.filter((head) => !works.has(head))
  if (missing.length > 0) throw new IncompleteError({ missing })
  for (const entry of checked) {
    const known = await into.entry(entry.work)
    await into.putEntry(known === undefined ? entry : Store.merge(known, entry))
  }
  return { heads: root.heads, works: [...works] }
}

// The works asked for and all they descend from; a parent that is only mentioned is taken along when it is known.
async function collect(store: Store.Store, heads: readonly Hex[]): Promise<Store.Entry[]> {
  const found = new Map<Hex, Store.Entry>()
  const missing: Hex[] = []
  const queue = heads.map((work) => ({ work, needed: true }))
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (found.has(next.work)) continue
    const entry = await store.entry(next.work)
    if (entry === undefined && next.needed) missing.push(next.work)
    if (entry === undefined) continue
    found.set(next.work, entry)
    const record = await Store.record(store, entry.record)
    queue.push(...lineage(entry.preimage).map((work) => ({ work, needed: true })))
    queue.push(...(record?.tributary.parents ?? []).map((work) => ({ work, needed: false })))
  }
  if (missing.length > 0) throw new IncompleteError({ missing })
  return [...found.values()]
}

async function* blocksOf(
  store: Store.Store,
  first: readonly Block[],
  entries: readonly Store.Entry[],
  files: readonly string[],
): AsyncGenerator<Block> {
  const written = new Set<string>()
  const roots = entries.flatMap(({ record, trees }) => [raw(record), ...trees.map(({ cid }) => parse(cid))])
  yield* first
  for (const root of [...roots, ...files.map(parse)])
    for await (const block of Store.walk(store, root)) {
      if (written.has(block.cid.toString())) continue
      written.add(block.cid.toString())
      yield block
    }
}

async function rootOf(roots: readonly CID[], store: Store.Store): Promise<Root> {
  const bytes = roots.length === 1 ? await store.get(roots[0]!) : undefined
  const root = bytes && parseJson<Root>(bytes)
  if (root?.type !== rootType || ![root.heads, root.entries, root.files].every(Array.isArray)) throw new ForeignError()
  return root
}

async function entryAt(cid: string, store: Store.Store): Promise<Store.Entry> {
  const bytes = await store.get(parse(cid))
  const entry = bytes && parseJson<Store.Entry>(bytes)
  const lists = [entry?.files, entry?.trees]
  if (entry?.version !== 1 || typeof entry.preimage !== 'object' || !lists.every(Array.isArray))
    throw new ForeignError()
  return { ...entry, preimage: toPreimage(entry.preimage) }
}

type Check = {
  readonly works: ReadonlySet<Hex>
  readonly files: ReadonlySet<string>
  readonly store: Store.Store
  readonly workId: WorkId
  readonly budget: Store.Budget
}

// Nothing that the bundle merely claims may enter the store: files that it does not carry could name any hash.
async function checkEntry(entry: Store.Entry, check: Check): Promise<Store.Entry> {
  const { works, store, workId, budget } = check
  const { work, preimage } = entry
  const id = workId(preimage)
  if (id !== work || preimage.record !== entry.record) throw new WrongWorkError({ work, id })
  const missing = lineage(preimage).filter((parent) => !works.has(parent))
  if (missing.length > 0) throw new IncompleteError({ missing })
  const record = await Store.record(store, entry.record)
  if (record === undefined) throw new Store.MissingError({ cid: raw(entry.record) })
  const { pixels: _, ...rest } = entry
  const files: Store.StoredFile[] = []
  for (const file of entry.files) files.push(...(await present(file, record, check)))
  for (const { cid } of entry.trees)
    for await (const block of Store.walk(store, parse(cid), budget)) await Car.check(block)
  const { pixels } = record.tributary.content
  return { ...rest, files, ...(pixels && { pixels }) }
}

async function present(
  file: Store.StoredFile,
  record: Record.Record,
  { files, store, budget }: Check,
): Promise<Store.StoredFile[]> {
  if (!files.has(file.cid)) return []
  const bytes = await Store.file(store, file, budget)
  const { sha256, mediaType } = record.tributary.content
  const named = file.role === 'signed' ? await unsignedHash(bytes, mediaType) : file.sha256
  if ((file.role === 'content' || file.role === 'signed') && named !== sha256)
    throw new Store.WrongFileError({ ...file, found: named, sha256 })
  return [{ ...file, size: bytes.length }]
}

// A signed file belongs to a work because of what is left when its credential is taken out.
function unsignedHash(bytes: Uint8Array, mediaType: string): Promise<Hex> {
  return sha256Of(isSignable(mediaType) ? split(bytes, mediaType).unsigned : bytes)
}

function parseJson<T>(bytes: Uint8Array): T | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T
  } catch {
    return undefined
  }
}

/** A work of the lineage is not known, so nothing could be paid or checked through it. */
export class IncompleteError extends BaseError {
  override readonly name = 'Bundle.IncompleteError'
  constructor({ missing }: { missing: readonly Hex[] }) {
    super(`${missing.length} works of the lineage are missing: ${missing.slice(0, 5).join(', ')}.`, {
      hint: 'Import the bundles of these works first.',
    })
  }
}

/** An archive is no bundle of works. */
export class ForeignError extends BaseError {
  override readonly name = 'Bundle.ForeignError'
  constructor() {
    super('The archive is not a bundle of works.', { hint: `Its one root must be a block of type ${rootType}.` })
  }
}

/** A bundle says that a work has an id that its preimage does not hash to. */
export class WrongWorkError extends BaseError {
  override readonly name = 'Bundle.WrongWorkError'
  constructor({ work, id }: { work: Hex; id: Hex }) {
    super(`The bundle says ${work}, but the work in it has the id ${id} or another record.`)
  }
}
