import { CarBlockIterator, CarWriter } from '@ipld/car'
import { equals } from 'multiformats/bytes'
import type { CID } from 'multiformats/cid'
import { BaseError } from './BaseError.ts'
import type { Block } from './Cid.ts'
import { sha256Code } from './rawCid.ts'

/** An archive's roots, and its blocks as they come. */
export type Archive = { readonly roots: readonly CID[]; readonly blocks: AsyncIterable<Block> }

/** Where an archive comes from: whole, or in pieces. */
export type Source = Uint8Array | AsyncIterable<Uint8Array>

/** Writes blocks into a CARv1 archive, piece by piece, so that it may be larger than the memory. */
export async function* write(roots: readonly CID[], blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  const { writer, out } = CarWriter.create(roots as CID[])
  const filled = fill(writer, blocks)
  // A source that fails must not leave the reader waiting for pieces that never come.
  filled.catch(() => writer.close().catch(() => undefined))
  yield* out
  await filled
}

async function fill(
  writer: ReturnType<typeof CarWriter.create>['writer'],
  blocks: AsyncIterable<Block>,
): Promise<void> {
  for await (const { cid, bytes } of blocks) await writer.put({ cid, bytes })
  await writer.close()
}

/** Opens a CARv1 archive. Every block is hashed before it is given out; a wrong one ends the reading with an error. */
export async function read(source: Source): Promise<Archive> {
  try {
    const archive = await (source instanceof Uint8Array
      ? CarBlockIterator.fromBytes(source)
      : CarBlockIterator.fromIterable(source))
    return { roots: await archive.getRoots(), blocks: verified(archive) }
  } catch (cause) {
    throw new BrokenError({ cause })
  }
}

async function* verified(archive: AsyncIterable<Block>): AsyncGenerator<Block> {
  const blocks = archive[Symbol.asyncIterator]()
  for (let next = await step(blocks); !next.done; next = await step(blocks)) {
    await check(next.value)
    yield next.value
  }
}

async function step(blocks: AsyncIterator<Block>): Promise<IteratorResult<Block>> {
  try {
    return await blocks.next()
  } catch (cause) {
    throw new BrokenError({ cause })
  }
}

/** Throws unless the bytes hash to the CID. */
export async function check({ cid, bytes }: Block): Promise<void> {
  if (cid.multihash.code !== sha256Code) throw new HashError({ cid })
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  if (!equals(new Uint8Array(digest), cid.multihash.digest)) throw new TamperedError({ cid })
}

/** The bytes are no CAR archive, or it was cut off. */
export class BrokenError extends BaseError {
  override readonly name = 'Car.BrokenError'
  constructor({ cause }: { cause: unknown }) {
    super(`The archive cannot be read: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
      hint: 'It may have been cut off while it was copied.',
    })
  }
}

/** A block does not hash to its CID. */
export class TamperedError extends BaseError {
  override readonly name = 'Car.TamperedError'
  constructor({ cid }: { cid: CID }) {
    super(`The block ${cid} holds other bytes than its CID names.`, { hint: 'Get the archive again from its source.' })
  }
}

/** A CID uses a hash that is not checked here. */
export class HashError extends BaseError {
  override readonly name = 'Car.HashError'
  constructor({ cid }: { cid: CID }) {
    super(`The block ${cid} is named by the hash 0x${cid.multihash.code.toString(16)}; only SHA-256 (0x12) is taken.`)
  }
}
