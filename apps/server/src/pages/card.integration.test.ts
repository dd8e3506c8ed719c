import { mkdtempDisposableSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encodePng } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'
import { MemoryStore, Store } from '@tributary/provenance'
import { Home } from '@tributary/sdk/node'
import type { Hex } from 'viem'
import { expect, test } from 'vitest'
import { pictureWork } from '../../test/pictureWork.ts'
import type { Services } from '../api/Services.ts'
import { cardFor } from './Cards.ts'

test('a card is 1200 by 630, with the picture in it and letters of our own, and painted once', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cards-'))
  const store = new MemoryStore()
  const work = pictureWork()
  const services = { store, home: Home.at(folder.path), settings: { name: 'Tributary' } } as unknown as Services
  const red = { width: 8, height: 8, data: new Uint8Array(8 * 8 * 3).map((_, index) => (index % 3 === 0 ? 200 : 10)) }
  const file = await Store.putFile(store, { bytes: encodePng(red), mediaType: 'image/png', role: 'content' })
  const id = work.id as Hex
  const entry = { version: 1, work: id, preimage: {}, record: `0x${'00'.repeat(32)}`, files: [file], trees: [] }
  await store.putEntry(entry as unknown as Store.Entry)

  const { png, name } = await cardFor(services, work)
  const { width, height, data } = await decode(png, await loadCodecs())
  expect([width, height]).toEqual([1200, 630])
  const at = (x: number, y: number) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]
  expect(at(300, 300)).toEqual([200, 10, 10])
  expect(at(1190, 20)).toEqual([0x13, 0x11, 0x0f])
  const right = Array.from({ length: height }, (_, y) => at(720, y)).filter(([red = 0]) => red > 0x80)
  expect(right.length).toBeGreaterThan(10)

  expect((await cardFor(services, work)).name).toBe(name)
  expect(readdirSync(join(folder.path, 'cards'))).toEqual([`${name}.png`])
  expect((await cardFor(services, { ...work, name: 'Dune 8' })).name).not.toBe(name)
})
