import type { Movement } from '@tributary/sdk/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curvesOf } from './earned.ts'

const token = { address: `0x${'a'.repeat(40)}`, symbol: 'TUSD', decimals: 6 }
const me = `0x${'1'.repeat(40)}`

test('a curve rises from payment to payment and ends at the sum, in whatever order they come', () => {
  const payments = fc.array(fc.tuple(fc.nat(1_000), fc.nat(10_000_000)), { minLength: 1 })
  fc.assert(
    fc.property(payments, (given) => {
      const [curve] = curvesOf(
        given.map(([time, amount]) => paid(me, time, amount)),
        me.toUpperCase().replace('0X', '0x'),
      )
      const sum = given.reduce((all, [, amount]) => all + amount, 0)
      expect(curve!.totals.at(-1)).toBeCloseTo(sum / 1_000_000, 6)
      expect(curve!.times).toEqual([...new Set(given.map(([time]) => time))].sort((one, other) => one - other))
      expect(curve!.totals).toEqual(curve!.totals.toSorted((one, other) => one - other))
    }),
  )
})

test('what went to others, or to works, is not mine', () => {
  const other = paid(`0x${'2'.repeat(40)}`, 1, 5)
  const lifted = { ...paid(me, 1, 5), to: { work: `0x${'3'.repeat(64)}`, name: 'Dune' } }
  expect(curvesOf([other, lifted], me)).toEqual([])
})

function paid(address: string, time: number, amount: number): Movement {
  const [work, transaction] = [`0x${'4'.repeat(64)}`, `0x${'5'.repeat(64)}`]
  return {
    type: 'claimed',
    work,
    workName: 'Dune',
    to: { address },
    money: { token, amount: `${amount}` },
    time,
    block: '1',
    transaction,
  }
}
