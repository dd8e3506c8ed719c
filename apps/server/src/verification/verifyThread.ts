import { readFile } from 'node:fs/promises'
import { decode, Picture } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'
import { type Ports, Store, type Verdict, verify } from '@tributary/provenance'
import { FileStore } from '@tributary/provenance/node'
import { connect } from '@tributary/sdk'
import { anchorsOf, Home, portsFor } from '@tributary/sdk/node'
import type { Difference } from '@tributary/sdk/wire'
import { serve } from '../jobs/threads/serve.ts'
import { bytesBetween, pixelsBetween } from './differenceOf.ts'

/** A file on disk, and the studio that is to judge it. */
export type VerifyOrder = { readonly path: string; readonly home: string; readonly rpc: string }

/** What was found; the lists are those of the verdict, copied. */
export type VerifyAnswer = {
  readonly verdict: Verdict.Verdict
  readonly picture?: { readonly width: number; readonly height: number; readonly pixels: string } | undefined
  readonly provenAt?: number | undefined
  readonly difference?: Difference | undefined
}

type Codecs = Awaited<ReturnType<typeof loadCodecs>>
type Bench = { readonly ports: Ports; readonly store: FileStore; readonly codecs: Codecs }

let bench: Promise<Bench> | undefined

// In a thread of its own: a hostile file can at worst end the thread, and checking a credential takes its time.
serve<VerifyOrder, VerifyAnswer>(async (order) => {
  bench ??= open(order)
  const { ports, store, codecs } = await bench.catch((error) => {
    bench = undefined
    throw error
  })
  const bytes = new Uint8Array(await readFile(order.path))
  let provenAt: number | undefined
  const chain: Ports['chain'] = async (question) => {
    const answer = await ports.chain?.(question)
    provenAt = answer?.provenAt
    return answer
  }
  const verdict = await verify(bytes, { ...ports, chain })
  const seen = await decode(bytes, codecs).catch(() => undefined)
  const picture = seen && { width: seen.width, height: seen.height, pixels: Picture.hash(seen) }
  const difference = verdict.work && (await compare(store, codecs, verdict, bytes, seen))
  return { verdict, picture, provenAt, difference }
})

async function open({ home: path, rpc }: VerifyOrder): Promise<Bench> {
  const home = Home.at(path)
  const [codecs, store, client] = await Promise.all([loadCodecs(), FileStore.open(home.store), connect({ rpc })])
  return { ports: portsFor({ codecs, anchors: anchorsOf(home), store, client }), store, codecs }
}

/** Where the file is another than the one that was published, if the store has that. */
async function compare(
  store: FileStore,
  codecs: Codecs,
  { work, bytes: state, checks }: Verdict.Verdict,
  bytes: Uint8Array,
  seen: Picture.Picture | undefined,
): Promise<Difference | undefined> {
  if (work === undefined || state === 'original') return undefined
  const files = (await store.entry(work.id))?.files ?? []
  const carriesCredential = !checks.some(
    ({ name, detail }) => name === 'credential' && detail === 'the file carries none',
  )
  const role = carriesCredential && files.some((file) => file.role === 'signed') ? 'signed' : 'content'
  const published = files.find((file) => file.role === role)
  if (published === undefined) return undefined
  const original = await Store.file(store, published).catch(() => undefined)
  if (original === undefined) return undefined
  const between = bytesBetween(bytes, original)
  if (between.count === 0) return undefined
  const shown = seen && (await decode(original, codecs).catch(() => undefined))
  const pixels = seen && shown && pixelsBetween(seen, shown)
  return { with: role, ...between, ...(pixels && { pixels }) }
}
