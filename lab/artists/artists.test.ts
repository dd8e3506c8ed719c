import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode, Picture } from '@tributary/engine'
import { loadCodecs, shippedPictures } from '@tributary/engine/node'
import { expect, test } from 'vitest'
import { sine } from './color.ts'
import { draw, names } from './draw.ts'

test('the sine is good to a billionth', () => {
  for (let turns = -3; turns < 3; turns += 0.001) {
    expect(Math.abs(sine(turns) - Math.sin(turns * 2 * Math.PI))).toBeLessThan(1e-9)
  }
})

test('the committed pictures are those that the artists draw, as WebP left them', async () => {
  const codecs = await loadCodecs()
  for (const artist of names) {
    const committed = await decode(await readFile(join(shippedPictures, artist, '07.webp')), codecs)
    const drawn = draw(artist, 7, 256)
    const squares = drawn.data.reduce((sum, byte, i) => sum + (byte - committed.data[i]!) ** 2, 0)
    expect(Math.sqrt(squares / drawn.data.length)).toBeLessThan(5)
  }
})

test('every machine draws the same pictures', () => {
  expect(names.map((artist) => Picture.hash(draw(artist, 0, 32)).slice(0, 18))).toMatchInlineSnapshot(`
    [
      "0xfc8e7a328df1b86b",
      "0x66e2e6dee7a9323a",
      "0x959e01b9bdcc7480",
      "0x8cbbf2da226f4835",
      "0x298d4f0def92df7d",
      "0x8c8409c2aad86a52",
    ]
  `)
})

test('an artist who is not there is named', () => {
  expect(() => draw('rembrandt', 0, 32)).toThrow(/no sample artist "rembrandt"/)
})
