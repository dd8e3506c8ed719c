import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import encode, { init } from '@jsquash/webp/encode.js'
import { type Picture, resize } from '@tributary/engine'

/** A small WebP of a picture, for lists and grids. */
export type Preview = { readonly bytes: Uint8Array; readonly width: number; readonly height: number }

/** The longer side of a preview, in pixels. */
export const previewSide = 512

const quality = 80

let ready: Promise<unknown> | undefined

/** Draws the preview of a picture; a small one keeps its size. */
export async function previewOf(picture: Picture.Picture): Promise<Preview> {
  ready ??= load()
  await ready
  const scale = Math.min(1, previewSide / Math.max(picture.width, picture.height))
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)))
  const small = scale === 1 ? picture : resize(picture, width!, height!)
  const bytes = await encode(
    { width: small.width, height: small.height, data: opaque(small), colorSpace: 'srgb' },
    { quality },
  )
  return { bytes: new Uint8Array(bytes), width: small.width, height: small.height }
}

/** The encoder comes from the installed package, not from the network. */
async function load(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@jsquash/webp/codec/enc/webp_enc_simd.wasm')
  const module = await WebAssembly.compile(await readFile(path))
  await init({
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(module, imports)
      done(instance)
      return instance.exports
    },
  })
}

function opaque({ data, width, height }: Picture.Picture): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) rgba.set(data.subarray(from, from + 3), to)
  return rgba
}
