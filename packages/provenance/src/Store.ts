import { code as dagPbCode, decode as decodeNode } from '@ipld/dag-pb'
import canonicalize from 'canonicalize'
import type { CID } from 'multiformats/cid'
import type { Hex } from 'viem'
import type { Authorization } from './Authority.ts'
import { BaseError } from './BaseError.ts'
import { type Block, ofFile, parse, raw, sha256Of } from './Cid.ts'
import { join } from './container/Parts.ts'
import type { Preimage } from './Preimage.ts'
import { type Pixels, parse as parseRecord, type Record, bytes as toBytes } from './Record.ts'
import { rawCode } from './rawCid.ts'

/** Content-addressed blocks and an index of works. Every adapter checks what it reads: corrupt bytes never come out. */
export interface Store {
  /** Keeps a block. Keeping it twice changes nothing. */
  put(block: Block): Promise<void>
  /** The bytes of a block, or `undefined` if it is not here. Throws if they no longer hash to their CID. */
  get(cid: CID): Promise<Uint8Array | undefined>
  /** Whether the block is here. */
  has(cid: CID): Promise<boolean>
  /** Keeps what is known of a work, in place of what was known before. Its blocks must have been put. */
  putEntry(entry: Entry): Promise<void>
  /** What is known of a work. */
  entry(work: Hex): Promise<Entry | undefined>
  /** Ids of the works whose record, file (with or without credential) or picture has this SHA-256. */
  find(sha256: Hex): Promise<readonly Hex[]>
  /** Ids of all works. */
  works(): Promise<readonly Hex[]>
}

/** What a store knows of one work. */
export type Entry = {
  readonly version: 1
  readonly work: Hex
  readonly preimage: Preimage
  /** SHA-256 of the canonical record, which is a block of its own. */
  readonly record: Hex
  readonly pixels?: Pixels
  readonly files: readonly StoredFile[]
  readonly trees: readonly StoredTree[]
  /** How an output proves its model's key. */
  readonly attestation?: Attestation
  /** The studio's word that this key may sign for this model. */
  readonly authorization?: Authorization
}

/** A file of a work; `content` is the unsigned one that the record names, `signed` carries the credential. */
export type StoredFile = {
  readonly role: 'content' | 'signed' | 'license' | 'attachment'
  readonly name?: string
  readonly cid: string
  readonly sha256: Hex
  readonly size: number
  readonly mediaType: string
}

/** A contribution tree: its root and the file that lists its leaves. */
export type StoredTree = { readonly root: Hex; readonly cid: string }

/** A model key's signature over an output, and where it was anchored; root 0 = not yet. */
export type Attestation = { readonly signature: Hex; readonly root: Hex; readonly path: readonly Hex[] }

/** An entry as a block: canonical JSON under its own CID, so that a corrupt one is noticed. */
export async function toBlock(entry: Entry): Promise<Block> {
  const bytes = new TextEncoder().encode(canonicalize(entry))
  return { cid: raw(await sha256Of(bytes)), bytes }
}

/** The entry that a block holds. The block's hash vouches for its form. */
export function fromBlock(bytes: Uint8Array): Entry {
  return JSON.parse(new TextDecoder().decode(bytes))
}

/** Two entries of one work as one: the first one's proofs count, the files and trees of both are kept. */
export function merge(first: Entry, second: Entry): Entry {
  const files = [...first.files, ...second.files.filter((file) => !first.files.some(({ cid }) => cid === file.cid))]
  const trees = [...first.trees, ...second.trees.filter((tree) => !first.trees.some(({ root }) => root === tree.root))]
  return { ...second, ...first, files, trees }
}

/** Every hash that names a work: its record, its file with and without credential, its picture. Attachments name none. */
export function hashesOf(entry: Entry): readonly Hex[] {
  const pixels = entry.pixels === undefined ? [] : [entry.pixels.sha256]
  const files = entry.files.filter(({ role }) => role === 'content' || role === 'signed')
  return [...new Set([entry.record, ...files.map((file) => file.sha256), ...pixels])]
}

/** Keeps a file: its blocks go into the store, its names come back. */
export async function putFile(
  store: Store,
  file: { readonly bytes: Uint8Array } & Pick<StoredFile, 'role' | 'name' | 'mediaType'>,
): Promise<StoredFile> {
  const { bytes, ...rest } = file
  const { cid, blocks } = await ofFile(bytes)
  await Promise.all(blocks.map((block) => store.put(block)))
  return { ...rest, cid: cid.toString(), sha256: await sha256Of(bytes), size: bytes.length }
}

/** Keeps a record, as the block that its hash names. */
export async function putRecord(store: Store, record: Record): Promise<CID> {
  const bytes = toBytes(record)
  const cid = raw(await sha256Of(bytes))
  await store.put({ cid, bytes })
  return cid
}

/** The record of this hash, or `undefined` if the store does not have it. */
export async function record(store: Pick<Store, 'get'>, hash: Hex): Promise<Record | undefined> {
  const bytes = await store.get(raw(hash))
  return bytes === undefined ? undefined : parseRecord(bytes)
}

/** The bytes of a file. Throws if a block is missing or the bytes are not those that were kept. */
export async function file(
  store: Pick<Store, 'get'>,
  stored: Pick<StoredFile, 'cid' | 'sha256'>,
  budget: Budget = budgetOf(),
): Promise<Uint8Array<ArrayBuffer>> {
  const leaves: Uint8Array[] = []
  for await (const { cid, bytes } of walk(store, parse(stored.cid), budget))
    if (cid.code === rawCode) leaves.push(bytes)
  const bytes = join(leaves)
  const found = await sha256Of(bytes)
  if (found !== stored.sha256) throw new WrongFileError({ ...stored, found })
  return bytes
}

/** The blocks of a file, each before its children. In this profile only raw leaves carry data, in the file's order. */
export async function* walk(store: Pick<Store, 'get'>, root: CID, budget: Budget = budgetOf()): AsyncGenerator<Block> {
  const open = [root]
  for (let cid = open.pop(); cid !== undefined; cid = open.pop()) {
    const bytes = await store.get(cid)
    if (bytes === undefined) throw new MissingError({ cid })
    budget.left -= bytes.length + visitCost
    if (budget.left < 0) throw new TooLargeError({ root })
    yield { cid, bytes }
    if (cid.code === dagPbCode)
      open.push(
        ...decodeNode(bytes)
          .Links.map(({ Hash }) => Hash)
          .reverse(),
      )
  }
}

/** How many bytes may still be read. A few small blocks that name each other can stand for more than any disk holds. */
export type Budget = { left: number }

/** A budget of this many bytes; 64 GiB unless said otherwise. */
export function budgetOf(bytes: number = 2 ** 36): Budget {
  return { left: bytes }
}

/** What a visit costs besides the bytes, so that empty blocks are not free. */
const visitCost = 256

/** A block that a file consists of is not in the store. */
export class MissingError extends BaseError {
  override readonly name = 'Store.MissingError'
  constructor({ cid }: { cid: CID }) {
    super(`The store does not have the block ${cid}.`, {
      hint: 'Import the bundle of the work, which carries all blocks.',
    })
  }
}

/** What a file consists of is more than may be read. */
export class TooLargeError extends BaseError {
  override readonly name = 'Store.TooLargeError'
  constructor({ root }: { root: CID }) {
    super(`The file ${root} stands for more bytes than may be read here.`, {
      hint: 'Its blocks may repeat each other to keep readers busy: do not trust where it comes from.',
    })
  }
}

/** A CID leads to other bytes than its file's hash says. */
export class WrongFileError extends BaseError {
  override readonly name = 'Store.WrongFileError'
  constructor({ cid, sha256, found }: { cid: string; sha256: Hex; found: Hex }) {
    super(`The file at ${cid} has the SHA-256 ${found}; expected ${sha256}.`)
  }
}
