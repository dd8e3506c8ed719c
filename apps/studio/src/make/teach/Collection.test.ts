import { datasetInput } from '@tributary/sdk/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Collection from './Collection.ts'

const hash = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const
const kept = (path: string, artist: string, n: number): Collection.Piece => {
  return { path, artist, state: 'kept', hash: hash(n), width: 256, height: 256 }
}
const two = Collection.add({ ...Collection.empty, name: 'Two' }, [
  kept('ada/1.png', 'ada', 1),
  kept('ada/2.png', 'ada', 2),
  kept('ben/1.png', 'ben', 3),
])

test('artists share by their pictures and by what each picture counts', () => {
  expect(Collection.artistsOf(two).map(({ share }) => share)).toEqual([2 / 3, 1 / 3])
  const weighted = Collection.pay(two, 'ben', { weight: '4' })
  expect(Collection.artistsOf(weighted).map(({ share }) => share)).toEqual([1 / 3, 2 / 3])
})

test('shares add up to the whole, whatever the weights', () => {
  const pieces = fc.array(fc.tuple(fc.constantFrom('ada', 'ben', 'cleo'), fc.integer({ min: 1, max: 999_999 })), {
    minLength: 1,
  })
  fc.assert(
    fc.property(pieces, (given) => {
      let collection = Collection.empty
      given.forEach(([artist, weight], n) => {
        collection = Collection.add(collection, [kept(`${artist}/${n}.png`, artist, n)])
        collection = Collection.pay(collection, artist, { weight: `${weight}` })
      })
      const sum = Collection.artistsOf(collection).reduce((total, { share }) => total + share, 0)
      expect(sum).toBeCloseTo(1, 9)
    }),
  )
})

test('the same file twice counts once', () => {
  const twice = Collection.add(two, [kept('ben/copy.png', 'ben', 3)])
  expect(Collection.duplicatesOf(twice)).toEqual(new Map([['ben/copy.png', 'ben/1.png']]))
  expect(Collection.toInput(twice).pictures.length).toBe(3)
})

test('a picture dropped again under the same path takes the place of the first', () => {
  const again = Collection.add(two, [kept('ada/1.png', 'ada', 9)])
  expect(again.pieces.length).toBe(3)
  expect(again.pieces[0]!.hash).toBe(hash(9))
})

test('what arrives for a removed picture is let go', () => {
  const removed = Collection.remove(two, new Set(['ada/1.png']))
  expect(Collection.change(removed, 'ada/1.png', { state: 'kept' })).toEqual(removed)
})

test('an artist renamed to another is merged with them, and their terms are kept', () => {
  const paid = Collection.pay(Collection.pay(two, 'ada', { weight: '2' }), 'ben', { weight: '5' })
  const merged = Collection.rename(paid, 'ada', 'ben')
  expect(Collection.artistsOf(merged)).toMatchObject([{ name: 'ben', pictures: 3, weight: '5', share: 1 }])
  expect(Collection.artistsOf(Collection.rename(paid, 'ada', 'Ada'))[0]).toMatchObject({ name: 'Ada', weight: '2' })
})

test('what is missing is said, until a job would take it', () => {
  expect(Collection.missing(Collection.empty)).toMatch(/no pictures/)
  expect(Collection.missing({ ...two, name: ' ' })).toMatch(/name/)
  expect(Collection.missing(Collection.pay(two, 'ada', { address: '0x12' }))).toMatch(/address of ada/)
  expect(Collection.missing(Collection.pay(two, 'ada', { weight: '0' }))).toMatch(/picture of ada counts/)
  expect(Collection.missing(Collection.change(two, 'ada/1.png', { state: 'sending' }))).toMatch(/1 picture is/)
  expect(Collection.missing(two)).toBeUndefined()
  const paid = Collection.pay(two, 'ada', { address: `0x${'aB'.repeat(20)}` })
  expect(datasetInput.parse(Collection.toInput(paid)).contributors).toEqual([
    { name: 'ada', address: `0x${'aB'.repeat(20)}` },
  ])
})

test('a refused picture takes no part', () => {
  const refused = Collection.change(two, 'ben/1.png', { state: 'refused' })
  expect(Collection.toInput(refused).pictures.map(({ contributor }) => contributor)).toEqual(['ada', 'ada'])
})

test('a short side makes a picture small', () => {
  expect(Collection.isSmall({ ...kept('a/1.png', 'a', 1), width: 1000, height: 127 })).toBe(true)
  expect(Collection.isSmall(kept('a/1.png', 'a', 1))).toBe(false)
})

test('a path becomes one name that every file system takes', () => {
  const odd = Collection.add(Collection.empty, [kept('ada/sub/a:b?.png', 'ada', 1)])
  expect(Collection.toInput(odd).pictures[0]!.name).toBe('ada-sub-a-b-.png')
})
