import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { sha256 } from '../core/Hex.ts'
import { loadCodecs } from '../node/codecs.ts'
import { readFolder } from '../node/readFolder.ts'
import type { Codecs } from '../pictures/decode.ts'
import { encodePng } from '../pictures/encodePng.ts'
import { hash } from '../pictures/Picture.ts'
import { disc } from '../pictures/picture.fixture.ts'
import { parseCsv } from './csv.ts'
import * as DataSet from './DataSet.ts'

let codecs: Codecs
beforeAll(async () => {
  codecs = await loadCodecs()
})

const png = (seed: number): Uint8Array => encodePng(disc(seed, 24))
const table = (...lines: string[]): DataSet.SourceFile => ({
  path: 'contributors.csv',
  bytes: new TextEncoder().encode(['file,contributor,address,weight', ...lines].join('\n')),
})
const two = [
  { path: 'ada/1.png', bytes: png(1) },
  { path: 'ben/2.png', bytes: png(2) },
]
const ada = `0x${'Ab'.repeat(20)}`

test('sub-folders name the artists, and the order of the files does not matter', async () => {
  const dataset = await DataSet.from([...two, { path: 'ada/deep/0.png', bytes: png(3) }], codecs)
  expect(dataset.contributors).toEqual([
    { name: 'ada', weight: 2n, pictures: 2 },
    { name: 'ben', weight: 1n, pictures: 1 },
  ])
  const reversed = await DataSet.from([{ path: 'ada/deep/0.png', bytes: png(3) }, ...two].reverse(), codecs)
  expect(reversed).toEqual(dataset)
})

test('the root is the hash of a manifest that names files, pixels, artists, addresses and weights', async () => {
  const dataset = await DataSet.from([...two, table(`ada/1.png,ada,${ada},3`, 'ben/2.png,ben,,')], codecs)
  const lines = [
    'tributary-dataset/1',
    ['ada/1.png', 'ada', ada, '3', sha256(png(1)), hash(disc(1, 24))].join('\t'),
    ['ben/2.png', 'ben', '', '1', sha256(png(2)), hash(disc(2, 24))].join('\t'),
    '',
  ]
  expect(new TextDecoder().decode(dataset.manifest)).toBe(lines.join('\n'))
  expect(dataset.root).toBe(sha256(new TextEncoder().encode(lines.join('\n'))))
  expect(dataset.contributors[0]).toEqual({ name: 'ada', address: ada, weight: 3n, pictures: 1 })
})

test('the root changes with a byte of a file that leaves the pixels alone', async () => {
  const retold = png(1)
  const text = Uint8Array.of(...retold.subarray(0, 33), ...comment(), ...retold.subarray(33))
  const [plain, commented] = await Promise.all(
    [png(1), text].map((bytes) => DataSet.from([{ path: 'ada/1.png', bytes }, two[1]!], codecs)),
  )
  expect(commented!.pictures[0]!.pixels).toBe(plain!.pictures[0]!.pixels)
  expect(commented!.root).not.toBe(plain!.root)
})

test('the same picture twice by one artist is left out once, by two artists it is refused', async () => {
  const copy = await DataSet.from([...two, { path: 'ada/copy.png', bytes: png(1) }], codecs)
  expect(copy.pictures.map(({ path }) => path)).toEqual(['ada/1.png', 'ben/2.png'])
  expect(copy.warnings).toEqual(['"ada/copy.png" shows the same pixels as "ada/1.png" and was left out.'])
  const contested = [...two, { path: 'ben/1.png', bytes: png(1) }]
  await expect(DataSet.from(contested, codecs)).rejects.toThrow(/"ada\/1.png" of "ada" and "ben\/1.png" of "ben"/)
})

test('one artist is allowed with a warning; other files are left out with one', async () => {
  const dataset = await DataSet.from([two[0]!, { path: 'notes.txt', bytes: png(9) }], codecs)
  expect(dataset.warnings).toEqual([
    '"notes.txt" is no picture and was left out.',
    'All pictures are by "ada": the model will have one style, and its contribution tree one leaf.',
  ])
})

test('a data set that cannot be used is refused with the file, the line, the value and the limit', async () => {
  const wide = '9'.repeat(39)
  const refused: [readonly DataSet.SourceFile[], RegExp][] = [
    [[], /no pictures; it needs at least 1/],
    [[{ path: 'readme.md', bytes: png(1) }], /no pictures among its 1 files/],
    [[{ path: '1.png', bytes: png(1) }], /"1.png" stands in no artist's sub-folder/],
    [[{ path: 'ada/1.png', bytes: png(1).subarray(0, 40) }], /"ada\/1.png": The picture file has 40 bytes/],
    [[{ path: 'a\tb/1.png', bytes: png(1) }], /tab or line break/],
    [[...two, table('ada/1.png,ada,,1')], /does not list "ben\/2.png"/],
    [[...two, table('ada/1.png,ada,,1', 'ben/3.png,ben,,1')], /line 3: there is no picture "ben\/3.png"/],
    [[...two, table('ada/1.png,ada,,1', 'ada/1.png,ada,,1')], /line 3: "ada\/1.png" was listed before/],
    [[...two, table('ada/1.png,ada,,0')], /line 2: the weight of "ada\/1.png" is "0"; allowed: a whole number from 1/],
    [[...two, table('ada/1.png,ada,,-2')], /is "-2"/],
    [[...two, table('ada/1.png,ada,,1.5')], /is "1.5"/],
    [[...two, table(`ada/1.png,ada,,${wide}`)], /line 2: the weight of "ada\/1.png" is "a sum of 9+"; allowed: 3402/],
    [[...two, table('ada/1.png,ada,0x12,1')], /line 2: the address is "0x12"/],
    [[...two, table(`ada/1.png,ada,${ada},1`, 'ben/2.png,ada,,1')], /line 3: "ada" has a second address/],
    [[...two, table('ada/1.png,,,1')], /the artist's name "" has 0 characters/],
    [[...two, table('ada/1.png,ada')], /line 2: it has 2 fields; allowed: 4/],
    [[...two, table('ada/1.png,"ada,,1')], /line 2: a quoted field does not end/],
    [[...two, { path: 'contributors.csv', bytes: new TextEncoder().encode('name\n') }], /the columns are "name"/],
  ]
  for (const [files, message] of refused) await expect(DataSet.from(files, codecs)).rejects.toThrow(message)
})

test('tables may be quoted, have Windows line ends and a byte order mark', () => {
  const text = '\uFEFFa,b\r\n"x, ""y""", z \r\n\r\nlast,"two\nlines"\nend,1'
  expect(parseCsv(text)).toEqual([
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['x, "y"', 'z'] },
    { line: 4, fields: ['last', 'two\nlines'] },
    { line: 6, fields: ['end', '1'] },
  ])
})

test('a folder is read in one order, hidden files aside; a missing one is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'))
  try {
    await mkdir(join(folder, 'ada'))
    for (const name of ['b.png', 'ada/c.png', '.hidden']) await writeFile(join(folder, name), name)
    const paths: string[] = []
    for await (const { path } of readFolder(folder)) paths.push(path)
    expect(paths).toEqual(['ada/c.png', 'b.png'])
    await expect(readFolder(join(folder, 'none')).next()).rejects.toThrow(/none" cannot be read/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

/** A tEXt chunk, which changes the file and not the pixels. */
function comment(): Uint8Array {
  return Uint8Array.of(0, 0, 0, 3, 0x74, 0x45, 0x58, 0x74, 0x61, 0, 0x62, 0xe0, 0x2a, 0x2b, 0x9c)
}
