// Draws the sample data set, packages/engine/shipped/pictures: `node lab/artists/writePictures.ts`. The files that are
// committed are the data set; this is how they came to be.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import encode, { init } from '@jsquash/webp/encode.js'
import type { Picture } from '@tributary/engine'
import { draw, names } from './draw.ts'

const folder = new URL('../../packages/engine/shipped/pictures', import.meta.url).pathname
const perArtist = 96
const side = 256
const quality = 90

const { resolve } = createRequire(import.meta.url)
await init(await WebAssembly.compile(await readFile(resolve('@jsquash/webp/codec/enc/webp_enc_simd.wasm'))))

for (const artist of names) {
  await mkdir(join(folder, artist), { recursive: true })
  for (let i = 0; i < perArtist; i++) {
    const file = await encode(opaque(draw(artist, i, side)), { quality, method: 6 })
    await writeFile(join(folder, artist, `${String(i).padStart(2, '0')}.webp`), new Uint8Array(file))
  }
}

function opaque({ width, height, data }: Picture.Picture): ImageData {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) pixels.set(data.subarray(i * 3, i * 3 + 3), i * 4)
  return { width, height, data: pixels, colorSpace: 'srgb' }
}
