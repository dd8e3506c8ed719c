import { expect, test } from 'vitest'
import { keysOf } from './useLive.ts'

test('moved money makes old what its works and its people show', () => {
  const keys = keysOf({ type: 'money', works: ['0x01'], accounts: ['0xAB'] })
  expect(keys).toContainEqual(['work', '0x01'])
  expect(keys).toContainEqual(['account', '0xab'])
})

test('a block alone makes nothing old', () => {
  expect(keysOf({ type: 'block', block: '7', time: 7 })).toEqual([])
})

test('a work that changed makes accounts old too: somebody may have a license of it now', () => {
  expect(keysOf({ type: 'work', work: '0x01' })).toContainEqual(['account'])
})
