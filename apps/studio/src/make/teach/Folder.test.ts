import { expect, test } from 'vitest'
import { type Dropped, read } from './Folder.ts'

const drop = (...paths: string[]): Dropped[] => paths.map((path) => ({ path, file: new File(['x'], path) }))
const withTable = (text: string, ...paths: string[]): Dropped[] => [
  ...drop(...paths),
  { path: 'contributors.csv', file: new File([text], 'contributors.csv') },
]
const artists = async (dropped: Dropped[]) =>
  Object.fromEntries((await read(dropped, 'Ann')).pictures.map(({ path, artist }) => [path, artist]))

test('folders are artists, and loose pictures are by whoever drops them', async () => {
  expect(await artists(drop('ada/1.png', 'ben/2.JPG', '3.webp'))).toEqual({
    'ada/1.png': 'ada',
    'ben/2.JPG': 'ben',
    '3.webp': 'Ann',
  })
})

test('a folder around everything is no artist, but the only folder with pictures in it is one', async () => {
  expect(await artists(drop('mine/ada/1.png', 'mine/ben/2.png'))).toEqual({ 'ada/1.png': 'ada', 'ben/2.png': 'ben' })
  expect(await artists(drop('ada/1.png', 'ada/2.png'))).toEqual({ 'ada/1.png': 'ada', 'ada/2.png': 'ada' })
})

test('what systems leave in folders is passed over, and what is no picture is named', async () => {
  const { pictures, others } = await read(
    drop('ada/.DS_Store', 'ada/1.png', 'Thumbs.db', '__MACOSX/ada/1.png', 'ada/notes.txt'),
    'Ann',
  )
  expect(pictures.map(({ path }) => path)).toEqual(['ada/1.png'])
  expect(others).toEqual(['ada/notes.txt'])
})

test('a table says whose pictures are, with addresses and weights', async () => {
  const address = `0x${'ab'.repeat(20)}`
  const text = `file,contributor,address,weight\n1.png,Ada Ace,${address},3\n2.png,Ben,,\n`
  const { pictures, people, problem } = await read(withTable(text, '1.png', '2.png'), 'Ann')
  expect(problem).toBeUndefined()
  expect(pictures.map(({ artist }) => artist)).toEqual(['Ada Ace', 'Ben'])
  expect(people).toEqual(
    new Map([
      ['Ada Ace', { address, weight: 3n }],
      ['Ben', { weight: 1n }],
    ]),
  )
})

test('a table that contradicts the files is explained with its line, and the folders stand in', async () => {
  const { pictures, problem } = await read(
    withTable('file,contributor,address,weight\nx.png,Ada,,\n', 'ada/1.png'),
    'Ann',
  )
  expect(problem?.message).toMatch(/line 2.*x\.png/)
  expect(problem?.hint).toBe('Correct this line.')
  expect(pictures.map(({ artist }) => artist)).toEqual(['ada'])
})

test('nothing dropped is nothing, not an error', async () => {
  expect((await read([], 'Ann')).pictures).toEqual([])
})
