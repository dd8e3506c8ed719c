import { encode as encodeNode } from '@ipld/dag-pb'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { create as createDigest } from 'multiformats/hashes/digest'
import { hexToBytes } from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import * as files from '../test/files.ts'
import { type Made, makePng, openStudio, type Studio, storeOf, workId } from '../test/studio.ts'
import { Bundle, Car, Cid, MemoryStore, Store } from './index.ts'

let studio: Studio
let made: Made
let store: Store.Store
let bundle: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  studio = await openStudio()
  made = await makePng(studio)
  store = (await storeOf(studio, [made])).store
  bundle = await files.joined(Bundle.write(store, [made.id]))
})

async function* stream(blocks: Iterable<Cid.Block>): AsyncGenerator<Cid.Block> {
  yield* blocks
}

/** The bundle's blocks, some of them changed, under the roots that they have then. */
async function rebuilt(change: (blocks: Cid.Block[]) => Cid.Block[] | Promise<Cid.Block[]>): Promise<Uint8Array> {
  const { roots, blocks } = await Car.read(bundle)
  const all: Cid.Block[] = []
  for await (const block of blocks) all.push(block)
  return files.joined(Car.write(roots, stream(await change(all))))
}

/** The bundle with another entry for its head, under a new root that names it. */
function withEntry(change: (entry: Store.Entry) => Store.Entry, extra: Cid.Block[] = []): Promise<Uint8Array> {
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  return Car.read(bundle).then(async ({ roots, blocks }) => {
    const entry = await Store.toBlock(change((await store.entry(made.id))!))
    const all: Cid.Block[] = []
    for await (const block of blocks) all.push(block)
    const root = JSON.parse(new TextDecoder().decode(all.find(({ cid }) => cid.equals(roots[0]))?.bytes))
    const old = (await Store.toBlock((await store.entry(made.id))!)).cid.toString()
    const bytes = encode({
      ...root,
      files: [...root.files, ...extra.map(({ cid }) => cid.toString())],
      entries: root.entries.map((cid: string) => (cid === old ? entry.cid.toString() : cid)),
    })
    const cid = Cid.raw(await Cid.sha256Of(bytes))
    return files.joined(Car.write([cid], stream([{ cid, bytes }, entry, ...extra, ...all])))
  })
}

const read = (bytes: Uint8Array, into: Store.Store = new MemoryStore()) => Bundle.read(bytes, into, workId)

describe('a bundle', () => {
  test('carries all that its works need', async () => {
    const target = new MemoryStore()
    expect(await read(bundle, target)).toEqual({ heads: [made.id], works: [made.id, studio.model.id] })
    expect(await target.entry(made.id)).toEqual(await store.entry(made.id))
    expect(await Store.record(target, made.work.record)).toEqual(made.record)
    const signed = (await target.entry(made.id))!.files.find(({ role }) => role === 'signed')!
    expect(new Uint8Array(await Store.file(target, signed))).toEqual(made.signed)
    expect(await target.find(signed.sha256)).toEqual([made.id])
  })

  test('read in pieces of any size is the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (size) => {
        const pieces = (async function* () {
          for (let start = 0; start < bundle.length; start += size) yield bundle.subarray(start, start + size)
        })()
        expect(await Bundle.read(pieces, new MemoryStore(), workId)).toMatchObject({ heads: [made.id] })
      }),
      { numRuns: 10 },
    )
  })

  test('never holds after any byte of it was changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), async (offset, mask) => {
        await expect(read(files.flip(bundle, offset, mask))).rejects.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  test('never holds when it was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), async (length) => {
        await expect(read(bundle.slice(0, length))).rejects.toThrow()
      }),
      { numRuns: 100 },
    )
  })

  test('is refused when a block of it is missing', async () => {
    const { roots } = await Car.read(bundle)
    const record = Cid.raw(made.work.record)
    const without = await rebuilt((blocks) => blocks.filter(({ cid }) => !cid.equals(record)))
    expect(roots).toHaveLength(1)
    await expect(read(without)).rejects.toThrow(Store.MissingError)
  })

  test('may leave out the files of ancestors', async () => {
    const small = await files.joined(Bundle.write(store, [made.id], { files: 'heads' }))
    const target = new MemoryStore()
    await read(small, target)
    expect((await target.entry(studio.model.id))?.files).toEqual([])
    expect((await target.entry(made.id))?.files).toHaveLength(3)
  })

  test('cannot be written while a work of the lineage is unknown', async () => {
    const alone = new MemoryStore()
    await alone.putEntry((await store.entry(made.id))!)
    await expect(files.joined(Bundle.write(alone, [made.id]))).rejects.toThrow(Bundle.IncompleteError)
  })

  test('cannot be written when a file is lost, and says which block', async () => {
    const lost = new MemoryStore()
    for (const id of await store.works()) await lost.putEntry((await store.entry(id))!)
    await lost.put({ cid: Cid.raw(made.work.record), bytes: (await store.get(Cid.raw(made.work.record)))! })
    await expect(files.joined(Bundle.write(lost, [made.id]))).rejects.toThrow(Store.MissingError)
  })
})

describe('a hostile bundle', () => {
  test('cannot give a work another id', async () => {
    const hostile = await withEntry((entry) => ({ ...entry, preimage: { ...entry.preimage, resale: 1 } }))
    await expect(read(hostile)).rejects.toThrow(Bundle.WrongWorkError)
  })

  test('cannot name the hash of a file that it does not carry', async () => {
    const stolen = {
      role: 'signed',
      cid: Cid.raw(`0x${'77'.repeat(32)}`).toString(),
      sha256: `0x${'77'.repeat(32)}`,
      size: 1,
      mediaType: 'image/png',
    } as const
    const target = new MemoryStore()
    await read(await withEntry((entry) => ({ ...entry, files: [...entry.files, stolen] })), target)
    expect(await target.find(stolen.sha256)).toEqual([])
  })

  test('cannot give a file another hash', async () => {
    const hostile = withEntry((entry) => ({
      ...entry,
      files: entry.files.map((file) => ({ ...file, sha256: `0x${'77'.repeat(32)}` })),
    }))
    await expect(read(await hostile)).rejects.toThrow(Store.WrongFileError)
  })

  test('cannot claim a picture that the record does not name', async () => {
    const target = new MemoryStore()
    await read(
      await withEntry((entry) => ({ ...entry, pixels: { sha256: `0x${'77'.repeat(32)}`, width: 1, height: 1 } })),
      target,
    )
    expect(await target.find(`0x${'77'.repeat(32)}`)).toEqual([])
  })

  test('cannot pass off a file of others as the signed file of a work', async () => {
    const other = await makePng(studio, { side: 4, seed: 9 })
    const bytes = new Uint8Array(other.signed)
    const cid = Cid.raw(await Cid.sha256Of(bytes))
    const file = {
      role: 'signed',
      cid: cid.toString(),
      sha256: await Cid.sha256Of(bytes),
      size: bytes.length,
      mediaType: 'image/png',
    } as const
    const hostile = await withEntry((entry) => ({ ...entry, files: [...entry.files, file] }), [{ cid, bytes }])
    await expect(read(hostile)).rejects.toThrow(Store.WrongFileError)
  })

  test('cannot make a work known by a file that is merely attached', async () => {
    const bytes = new TextEncoder().encode('a famous picture')
    const cid = Cid.raw(await Cid.sha256Of(bytes))
    const file = {
      role: 'attachment',
      cid: cid.toString(),
      sha256: await Cid.sha256Of(bytes),
      size: bytes.length,
      mediaType: 'text/plain',
    } as const
    const target = new MemoryStore()
    await read(await withEntry((entry) => ({ ...entry, files: [...entry.files, file] }), [{ cid, bytes }]), target)
    expect(await target.find(file.sha256)).toEqual([])
  })

  // 40 blocks that each name the next one twice stand for 2^40 leaves.
  test('cannot keep its reader busy with blocks that repeat each other', async () => {
    const leaf = new Uint8Array(100)
    let cid = Cid.raw(await Cid.sha256Of(leaf))
    const blocks: Cid.Block[] = [{ cid, bytes: leaf }]
    for (let level = 0; level < 40; level++) {
      const bytes = encodeNode({ Links: [0, 1].map(() => ({ Hash: cid, Name: '', Tsize: 1 })) })
      cid = CID.createV1(0x70, createDigest(0x12, hexToBytes(await Cid.sha256Of(bytes))))
      blocks.push({ cid, bytes })
    }
    const file = {
      role: 'attachment',
      cid: cid.toString(),
      sha256: `0x${'77'.repeat(32)}`,
      size: 1,
      mediaType: 'x/y',
    } as const
    const hostile = await withEntry((entry) => ({ ...entry, files: [...entry.files, file] }), blocks)
    await expect(Bundle.read(hostile, new MemoryStore(), workId, Store.budgetOf(2 ** 22))).rejects.toThrow(
      Store.TooLargeError,
    )
  })

  test('cannot take away what the store knows already', async () => {
    const target = (await storeOf(studio, [made])).store
    await read(await withEntry(({ attestation: _, ...entry }) => ({ ...entry, files: [] })), target)
    expect(await target.entry(made.id)).toEqual(await store.entry(made.id))
  })

  test('of forms that nobody expects is refused in words', async () => {
    const entries: unknown[] = [
      null,
      1,
      'x',
      {},
      { version: 1 },
      { version: 1, preimage: null, files: [], trees: [] },
      { version: 1, preimage: {}, files: [null], trees: [] },
    ]
    for (const entry of entries)
      await expect(read(await withEntry(() => entry as Store.Entry)), JSON.stringify(entry)).rejects.toThrow()
  })
})

describe('an archive', () => {
  test('gives back the blocks that were written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 10 }), async (contents) => {
        const blocks = await Promise.all(
          contents.map(async (bytes) => ({ cid: Cid.raw(await Cid.sha256Of(bytes)), bytes })),
        )
        const archive = await Car.read(await files.joined(Car.write([], stream(blocks))))
        const found: Cid.Block[] = []
        for await (const block of archive.blocks) found.push(block)
        expect(found.map(({ cid }) => cid.toString())).toEqual(blocks.map(({ cid }) => cid.toString()))
        expect(found.map(({ bytes }) => [...bytes])).toEqual(contents.map((bytes) => [...bytes]))
      }),
    )
  })

  test('is refused when a block is named by a hash that is not checked here', async () => {
    const identity = Cid.parse('bafkqabtimvwgy3yk')
    const archive = await Car.read(
      await files.joined(Car.write([], stream([{ cid: identity, bytes: new Uint8Array(6) }]))),
    )
    await expect(archive.blocks[Symbol.asyncIterator]().next()).rejects.toThrow(Car.HashError)
  })

  test('is refused when it is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
        await expect(Car.read(bytes)).rejects.toThrow(Car.BrokenError)
      }),
    )
  })
})
