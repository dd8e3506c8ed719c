import canonicalize from 'canonicalize'
import type { CID } from 'multiformats/cid'
import type { Hex } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Car from './Car.ts'
import { type Block, parse, raw, sha256Of } from './Cid.ts'
import { lineage, type WorkId } from './Preimage.ts'
import type * as Record from './Record.ts'
import * as Store from './Store.ts'

/** What a bundle is about: the works asked for, and where the entry of each work in it lies. */
export type Contents = { readonly heads: readonly Hex[]; readonly works: readonly Hex[] }

type Root = { readonly type: typeof rootType; readonly heads: readonly Hex[]; readonly entries: readonly string[] }
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
  const root: Root = { type: rootType, heads, entries: blocks.map(({ cid }) => cid.toString()) }
  const bytes = new TextEncoder().encode(canonicalize(root))
  const cid = raw(await sha256Of(bytes))
  const withFiles = entries.filter(({ work }) => options.files !== 'heads' || heads.includes(work))
  yield* Car.write([cid], blocksOf(store, [{ cid, bytes }, ...blocks], entries, withFiles))
}

/**
 * Reads a bundle into a store and checks everything: each block against its CID, each work against its id, each record
 * and file against its hash, and that no work of the lineage is missing.
 */
export async function read(source: Car.Source, into: Store.Store, workId: WorkId): Promise<Contents> {
  const { roots, blocks } = await Car.read(source)
  for await (const block of blocks) await into.put(block)
  const root = await rootOf(roots, into)
  const entries = await Promise.all(root.entries.map((cid) => entryAt(cid, into)))
  const works = entries.map(({ work }) => work)
  const checked = await Promise.all(entries.map((entry) => checkEntry(entry, works, into, workId)))
  for (const head of root.heads) if (!works.includes(head)) throw new IncompleteError({ missing: [head] })
  for (const entry of checked) {
    const known = await into.entry(entry.work)
    await into.putEntry(known === undefined ? entry : Store.merge(known, entry))
  }
  return { heads: root.heads, works }
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
  withFiles: readonly Store.Entry[],
): AsyncGenerator<Block> {
  const written = new Set<string>()
  const roots = entries.flatMap(({ record, trees }) => [raw(record), ...trees.map(({ cid }) => parse(cid))])
  const files = withFiles.flatMap((entry) => entry.files.map(({ cid }) => parse(cid)))
  yield* first
  for (const root of [...roots, ...files])
    for await (const block of Store.walk(store, root)) {
      if (written.has(block.cid.toString())) continue
      written.add(block.cid.toString())
      yield block
    }
}

async function rootOf(roots: readonly CID[], store: Store.Store): Promise<Root> {
  const bytes = roots.length === 1 ? await store.get(roots[0]!) : undefined
  const root = bytes && parseJson<Root>(bytes)
  if (root?.type !== rootType || !Array.isArray(root.heads) || !Array.isArray(root.entries)) throw new ForeignError()
  return root
}

async function entryAt(cid: string, store: Store.Store): Promise<Store.Entry> {
  const bytes = await store.get(parse(cid))
  const entry = bytes && parseJson<Store.Entry>(bytes)
  const lists = [entry?.files, entry?.trees]
  if (entry?.version !== 1 || typeof entry.preimage !== 'object' || !lists.every(Array.isArray))
    throw new ForeignError()
  return entry
}

// Nothing that the bundle merely claims may enter the store: files that it does not carry could name any hash.
async function checkEntry(
  entry: Store.Entry,
  works: readonly Hex[],
  store: Store.Store,
  workId: WorkId,
): Promise<Store.Entry> {
  const { work, preimage } = entry
  const id = workId(preimage)
  if (id !== work || preimage.record !== entry.record) throw new WrongWorkError({ work, id })
  const missing = lineage(preimage).filter((parent) => !works.includes(parent))
  if (missing.length > 0) throw new IncompleteError({ missing })
  const record = await Store.record(store, entry.record)
  if (record === undefined) throw new Store.MissingError({ cid: raw(entry.record) })
  const { pixels: _, ...rest } = entry
  const files = (await Promise.all(entry.files.map((file) => present(file, record, store)))).flat()
  for (const { cid } of entry.trees) for await (const block of Store.walk(store, parse(cid))) await Car.check(block)
  const { pixels } = record.tributary.content
  return { ...rest, files, ...(pixels && { pixels }) }
}

async function present(file: Store.StoredFile, record: Record.Record, store: Store.Store): Promise<Store.StoredFile[]> {
  if (!(await store.has(parse(file.cid)))) return []
  const bytes = await Store.file(store, file)
  const isNamed = file.role !== 'content' || file.sha256 === record.tributary.content.sha256
  if (!isNamed) throw new Store.WrongFileError({ ...file, found: record.tributary.content.sha256 })
  return [{ ...file, size: bytes.length }]
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
