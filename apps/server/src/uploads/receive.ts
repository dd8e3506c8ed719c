import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { uploadLimit } from '@tributary/sdk/wire'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { incomingOf } from './place.ts'

/** Bytes that arrived whole, in a file that still has to find its place. */
export type Received = { readonly path: string; readonly id: string; readonly size: number } & AsyncDisposable

/** Seconds without a byte after which nobody waits any longer. */
const patienceSeconds = 30

/** Streams a body to disk and hashes it on its way; a body that is too large is refused as soon as that is known. */
export async function receive(
  { home }: Pick<Services, 'home'>,
  body: ReadableStream<Uint8Array> | null,
  most: number = uploadLimit,
): Promise<Received> {
  await mkdir(incomingOf(home), { recursive: true, mode: 0o700 })
  const path = join(incomingOf(home), randomUUID())
  const discard = (): Promise<void> => rm(path, { force: true })
  try {
    const { id, size } = await write(path, body, most)
    if (size === 0) throw empty()
    return { path, id, size, [Symbol.asyncDispose]: discard }
  } catch (error) {
    await discard()
    throw error
  }
}

async function write(
  path: string,
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<{ id: string; size: number }> {
  const hash = createHash('sha256')
  await using file = await open(path, 'wx', 0o600)
  let size = 0
  for await (const chunk of patient(body)) {
    size += chunk.length
    if (size > most) throw tooLarge(most)
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  await file.sync()
  return { id: `0x${hash.digest('hex')}`, size }
}

/** The chunks of a body, as long as they keep coming. */
async function* patient(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  if (reader === undefined) return
  try {
    for (;;) {
      const { done, value } = await within(reader.read())
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function within<value>(reading: Promise<value>): Promise<value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), patienceSeconds * 1_000)
  })
  try {
    return await Promise.race([reading, late]).catch((cause: unknown) => {
      throw cause instanceof RefusedError ? cause : cutOff(cause)
    })
  } finally {
    clearTimeout(timer)
  }
}

/** The body is larger than it may be. */
export function tooLarge(most: number): RefusedError {
  return new RefusedError({
    status: 413,
    title: 'File too large',
    detail: `A file may have ${most} bytes; this one has more.`,
    hint: 'Compress it, or scale the picture down.',
  })
}

function empty(): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Empty file',
    detail: 'The file has 0 bytes.',
    hint: 'Send the bytes of the file as the body of the request.',
  })
}

function tooSlow(): RefusedError {
  return new RefusedError({
    status: 408,
    title: 'The upload stood still',
    detail: `No byte came for ${patienceSeconds} s.`,
    hint: 'Try again on a steadier connection.',
    retry: true,
  })
}

function cutOff(cause: unknown): RefusedError {
  return new RefusedError({
    status: 400,
    title: 'The upload was cut off',
    detail: 'The connection ended before the file did.',
    hint: 'Send it again.',
    retry: true,
    cause,
  })
}
