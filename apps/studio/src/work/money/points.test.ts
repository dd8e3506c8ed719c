import type { Movement } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { pointsOf } from './points.ts'

const token = { address: `0x${'11'.repeat(20)}`, symbol: 'USDC', decimals: 6 }
const here = `0x${'01'.repeat(32)}`
const other = `0x${'02'.repeat(32)}`
const movement = (time: number, amount: string, more: Partial<Movement> = {}): Movement => ({
  type: 'paid',
  work: here,
  workName: 'Here',
  money: { amount, token },
  time,
  block: '1',
  transaction: here,
  ...more,
})
const day = (index: number, amount: string) => ({ day: `${index}`, time: index * 86_400, token, amount, payments: 1 })

test('a short history grows payment by payment, in the order of time', () => {
  const points = pointsOf([], [movement(20, '2000000'), movement(10, '1000000')], here, token)
  expect(points.map(({ time, added, total }) => [time, added, total])).toEqual([
    [10, 1, 1],
    [20, 2, 3],
  ])
})

test('payments of one second are one point', () => {
  const points = pointsOf([], [movement(10, '1000000'), movement(10, '2000000')], here, token)
  expect(points.map(({ added }) => added)).toEqual([3])
})

test('money that is lifted to the work counts, money that leaves it does not', () => {
  const lifted = movement(10, '1000000', { type: 'distributed', work: other, to: { work: here, name: 'Here' } })
  const leaves = movement(20, '5000000', { type: 'distributed', to: { work: other, name: 'Other' } })
  const claimed = movement(30, '5000000', { type: 'claimed' })
  expect(pointsOf([], [lifted, leaves, claimed], here, token).map(({ total }) => total)).toEqual([1])
})

test('a long history goes by days, and each point holds the payments of its day', () => {
  const points = pointsOf(
    [1, 2, 3, 4].map((index) => day(index, '1000000')),
    [],
    here,
    token,
  )
  expect(points.length).toBe(4)
  expect(points[3]?.total).toBe(4)
  expect(points[0]?.stretch).toMatchObject({ from: 86_400, to: 172_800 })
})
