import * as DataSet from '../src/data/DataSet.ts'
import { codecs, decode, encodePng, Picture, type RecipeInput, train } from '../src/index.ts'
import { drawAll } from './drawAll.ts'

/** What the page is given: bytes travel as base64. */
export type Task = {
  readonly model: string
  readonly inputs: readonly RecipeInput[]
  readonly files: readonly { readonly path: string; readonly base64: string }[]
}

/** Everything that must come out in a browser as it does in Node. */
export type Outcome = {
  readonly drawn: readonly string[]
  readonly root: string
  readonly pngs: readonly string[]
  readonly trained: string
}

/** What the page offers to the test that opened it. */
export type BrowserGlobals = { run(task: Task): Promise<Outcome> }

if ('document' in globalThis) Object.assign(globalThis, { run } satisfies BrowserGlobals)

/** Draws, decodes, encodes and trains inside a page. */
async function run(task: Task): Promise<Outcome> {
  const [png, jpeg, webp] = await Promise.all(
    ['png/codec/pkg/squoosh_png_bg', 'jpeg/codec/dec/mozjpeg_dec', 'webp/codec/dec/webp_dec'].map(compile),
  )
  const decoders = await codecs({ png: png!, jpeg: jpeg!, webp: webp! })
  return outcome(task, decoders)
}

/** The part that Node runs as well, with its own decoders. */
export async function outcome(task: Task, decoders: Parameters<typeof decode>[1]): Promise<Outcome> {
  const files = task.files.map(({ path, base64 }) => ({ path, bytes: bytesOf(base64) }))
  const dataset = await DataSet.from(files, decoders)
  const settings = { steps: 2, batch: 4, hidden: 16, mapping: 16, latent: 8, channels: 8 }
  const pngs = await Promise.all(files.map(async ({ bytes }) => fileHash(encodePng(await decode(bytes, decoders)))))
  const { model } = await train({ dataset, seed: 3, settings })
  return { drawn: drawAll(bytesOf(task.model), task.inputs), root: dataset.root, pngs, trained: model.hash }
}

/** A file as a picture of one row, so that its hash is of its bytes. */
function fileHash(file: Uint8Array): string {
  return Picture.hash({ width: file.length, height: 1, data: file })
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

async function compile(path: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await (await fetch(`/node_modules/@jsquash/${path}.wasm`)).arrayBuffer())
}
