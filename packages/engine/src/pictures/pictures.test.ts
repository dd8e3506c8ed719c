import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js'
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { BaseError } from '../BaseError.ts'
import { loadCodecs } from '../node/codecs.ts'
import { chunk } from './chunks.ts'
import { type Codecs, decode } from './decode.ts'
import { encodePng } from './encodePng.ts'
import { inspect } from './inspect.ts'
import { orient } from './orient.ts'
import { hash, type Picture } from './Picture.ts'
import { disc } from './picture.fixture.ts'
import { pngFile } from './png.fixture.ts'
import { resize, square } from './resize.ts'

const { resolve } = createRequire(import.meta.url)
const compile = (path: string): Promise<WebAssembly.Module> => WebAssembly.compile(readFileSync(resolve(path)))

let codecs: Codecs
beforeAll(async () => {
  codecs = await loadCodecs()
  await initJpeg(await compile('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))
  await initWebp(await compile('@jsquash/webp/codec/enc/webp_enc_simd.wasm'))
})

const picture = disc(3, 40)

function rgba({ width, height, data }: Picture): ImageData {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) pixels.set(data.subarray(i * 3, i * 3 + 3), i * 4)
  return new ImageData(pixels, width, height)
}

test('a picture survives the canonical PNG and the lossless WebP bit for bit', async () => {
  const webp = new Uint8Array(await encodeWebp(rgba(picture), { lossless: 1 }))
  for (const file of [encodePng(picture), webp]) expect(await decode(file, codecs)).toEqual(picture)
})

test('the canonical PNG of a picture is one file, whatever machine writes it', () => {
  const png = encodePng({ width: 2, height: 2, data: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7) })
  expect(Buffer.from(png).toString('hex')).toMatchInlineSnapshot(
    `"89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a730000001649444154785e63facfc0c0f09f818991e13f27273b001a58031cd3890beb0000000049454e44ae426082"`,
  )
})

test('the identity of a picture covers its size and its pixels', () => {
  const wide = { width: 3, height: 1, data: new Uint8Array(9) }
  expect(hash(wide)).not.toBe(hash({ ...wide, width: 1, height: 3 }))
  expect(hash(wide)).not.toBe(hash({ ...wide, data: wide.data.with(4, 1) }))
  expect(hash(wide)).toMatchInlineSnapshot(`"0x15f2d188da4652a28eafb1b9823f84348665c8b5ffa2c8fbafc252f6d8314639"`)
})

test('a JPEG is turned upright by its EXIF orientation, whatever the orientation', async () => {
  const jpeg = new Uint8Array(
    await encodeJpeg(rgba({ ...picture, height: 24, data: picture.data.slice(0, 40 * 24 * 3) })),
  )
  const upright = await decode(jpeg, codecs)
  for (let orientation = 1; orientation <= 8; orientation++) {
    const turned = await decode(withExif(jpeg, orientation), codecs)
    expect(turned).toEqual(orient(upright, orientation))
    expect(turned.width).toBe(orientation >= 5 ? 24 : 40)
  }
})

test('orientations undo each other', () => {
  const inverse = [0, 1, 2, 3, 4, 5, 8, 7, 6]
  const wide = { width: 3, height: 2, data: Uint8Array.from({ length: 18 }, (_, i) => i) }
  for (let o = 1; o <= 8; o++) expect(orient(orient(wide, o), inverse[o]!)).toEqual(wide)
})

test('transparent pixels lie on white', async () => {
  const pixels = [255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 128]
  const file = pngFile({ width: 3, height: 1, depth: 8, type: 6 }, Uint8Array.of(0, ...pixels))
  expect(Array.from((await decode(file, codecs)).data)).toEqual([255, 0, 0, 255, 255, 255, 127, 127, 127])
})

test('gray and palette pictures become RGB', async () => {
  const gray = pngFile({ width: 2, height: 1, depth: 8, type: 0 }, Uint8Array.of(0, 7, 200))
  expect(Array.from((await decode(gray, codecs)).data)).toEqual([7, 7, 7, 200, 200, 200])
  const palette = chunk('PLTE', Uint8Array.of(1, 2, 3, 4, 5, 6))
  const indexed = pngFile({ width: 2, height: 1, depth: 1, type: 3 }, Uint8Array.of(0, 0b01000000), [palette])
  expect(Array.from((await decode(indexed, codecs)).data)).toEqual([1, 2, 3, 4, 5, 6])
})

test('what the engine does not take is refused from the header, with the value and the limit', async () => {
  const rows = new Uint8Array(64)
  const jpeg = new Uint8Array(await encodeJpeg(rgba(picture)))
  const refused: [Uint8Array, RegExp][] = [
    [new Uint8Array(), /empty/],
    [new TextEncoder().encode('GIF89a'), /no PNG, JPEG or WebP: it starts with 47 49 46/],
    [new Uint8Array(100_000_001), /100000001 bytes; the most is 100000000/],
    [pngFile({ width: 2, height: 1, depth: 16, type: 2 }, rows), /16 bits per color; the most is 8/],
    [pngFile({ width: 0, height: 5, depth: 8, type: 2 }, rows), /0x5 pixels; each side has at least 1/],
    [pngFile({ width: 65536, height: 65536, depth: 8, type: 2 }, rows), /4294967296 pixels; the most is 67108864/],
    [pngFile({ width: 4294967295, height: 4294967295, depth: 8, type: 2 }, rows), /the most is 67108864/],
    [pngFile({ width: 2, height: 1, depth: 8, type: 2 }, rows, [chunk('acTL', new Uint8Array(8))]), /animated/],
    [withComponents(jpeg, 4), /CMYK/],
    [animatedWebp(), /animated/],
  ]
  for (const [file, message] of refused) await expect(decode(file, codecs)).rejects.toThrow(message)
})

test('a file that was cut anywhere is refused', async () => {
  const files = [
    encodePng(picture),
    new Uint8Array(await encodeJpeg(rgba(picture))),
    new Uint8Array(await encodeWebp(rgba(picture))),
  ]
  const cuts = fc.tuple(fc.constantFrom(...files), fc.double({ min: 0, max: 0.999, noNaN: true }))
  await fc.assert(
    fc.asyncProperty(cuts, async ([file, share]) => {
      await expect(decode(file.subarray(0, Math.floor(file.length * share)), codecs)).rejects.toBeInstanceOf(BaseError)
    }),
  )
})

test('a damaged file decodes or is refused with a clear error, and the next file decodes as ever', async () => {
  const files = [
    encodePng(picture),
    new Uint8Array(await encodeJpeg(rgba(picture))),
    new Uint8Array(await encodeWebp(rgba(picture))),
  ]
  const damage = fc.record({ file: fc.constantFrom(...files), at: fc.nat(), byte: fc.integer({ min: 1, max: 255 }) })
  await fc.assert(
    fc.asyncProperty(damage, async ({ file, at, byte }) => {
      const broken = file.slice()
      broken[at % file.length]! ^= byte
      const result = await decode(broken, codecs).catch((error: unknown) => error)
      if (!(result instanceof BaseError)) expect(result).toHaveProperty('data')
    }),
    { numRuns: 300 },
  )
  expect(await decode(files[0]!, codecs)).toEqual(picture)
  expect(hash(await decode(files[1]!, codecs))).toBe(hash(await decode(files[1]!, codecs)))
})

test('headers say size, depth and profile without decoding', () => {
  const profiled = pngFile({ width: 5, height: 3, depth: 8, type: 2 }, new Uint8Array(48), [
    chunk('iCCP', new Uint8Array(20)),
  ])
  expect(inspect(profiled)).toMatchObject({ width: 5, height: 3, bitDepth: 8, colors: 'rgb', profile: true })
})

test('resizing keeps a flat color, and the mean of a picture that shrinks by whole steps', () => {
  const flat = { width: 7, height: 5, data: new Uint8Array(105).fill(93) }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (width, height) => {
      expect(new Set(resize(flat, width, height).data)).toEqual(new Set([93]))
    }),
  )
  const quarters = { width: 2, height: 2, data: Uint8Array.from([0, 10, 20, 30].flatMap((v) => [v, v, v])) }
  expect(Array.from(resize(quarters, 1, 1).data)).toEqual([15, 15, 15])
  expect(resize(picture, 40, 40)).toEqual(picture)
})

test('the training square is the middle of the picture', () => {
  const wide = { width: 4, height: 2, data: Uint8Array.from({ length: 24 }, (_, i) => Math.floor(i / 3) % 4) }
  expect(Array.from(square(wide, 2).data)).toEqual([1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2])
})

/** The JPEG with an EXIF segment behind its first marker. */
function withExif(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const body = [...new TextEncoder().encode('Exif\0\0'), ...tiff]
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2, ...body, ...jpeg.subarray(2))
}

/** The JPEG with another number of components in its frame header. */
function withComponents(jpeg: Uint8Array, components: number): Uint8Array {
  const changed = jpeg.slice()
  const frame = changed.findIndex((byte, i) => byte === 0xff && [0xc0, 0xc2].includes(changed[i + 1]!))
  changed[frame + 9] = components
  return changed
}

function animatedWebp(): Uint8Array {
  const vp8x = [...Buffer.from('VP8X'), 10, 0, 0, 0, 2, 0, 0, 0, 9, 0, 0, 9, 0, 0]
  const anim = [...Buffer.from('ANIM'), 6, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  const size = 4 + vp8x.length + anim.length
  return Uint8Array.of(...Buffer.from('RIFF'), size, 0, 0, 0, ...Buffer.from('WEBP'), ...vp8x, ...anim)
}
