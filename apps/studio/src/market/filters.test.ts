import { expect, test } from 'vitest'
import { isNarrowed, toFilters } from './filters.ts'

const token = { address: `0x${'11'.repeat(20)}`, symbol: 'USDC', decimals: 6 }

test('prices are typed in dollars and asked for in token-wei', () => {
  expect(toFilters({ min: '2', max: '10.5' }, token)).toMatchObject({ minPrice: '2000000', maxPrice: '10500000' })
})

test('a price that is still being typed is left out', () => {
  expect(toFilters({ min: 'abc' }, token).minPrice).toBeUndefined()
})

test('an order alone narrows nothing', () => {
  expect(isNarrowed({ sort: 'price' })).toBe(false)
  expect(isNarrowed({ kind: 'model' })).toBe(true)
})
