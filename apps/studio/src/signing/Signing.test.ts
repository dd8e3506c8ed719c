import type { Plan } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { afterReload, fromPlan, hasBegun, isDone, isExpired, type Signing, withStep } from './Signing.ts'

const call = (title: string): Plan['calls'][number] => ({ title, to: `0x${'11'.repeat(20)}`, data: '0x', value: '0' })
const plan: Plan = {
  title: 'License it',
  calls: [call('Let the contract take $2'), call('Buy')],
  leaves: [],
  arrives: [],
  cost: { gas: '1', fee: '1' },
  expires: 100,
}
const fresh = (): Signing => fromPlan(`0x${'22'.repeat(20)}`, `0x${'33'.repeat(32)}`, plan)

test('nothing has begun until a wallet is asked', () => {
  expect(hasBegun(fresh())).toBe(false)
  expect(hasBegun(withStep(fresh(), 0, { state: 'asking' }))).toBe(true)
})

test('a lost answer of the wallet is not forgotten, for it may have sent something', () => {
  expect(hasBegun(withStep(fresh(), 0, { nonce: 3 }))).toBe(true)
  expect(hasBegun(withStep(fresh(), 0, { nonce: undefined }))).toBe(false)
})

test('it is done when every step is', () => {
  const half = withStep(fresh(), 0, { state: 'done' })
  expect(isDone(half)).toBe(false)
  expect(isDone(withStep(half, 1, { state: 'done' }))).toBe(true)
})

test('a plan expires before it has begun, and never in the middle', () => {
  expect(isExpired(fresh(), 99)).toBe(false)
  expect(isExpired(fresh(), 100)).toBe(true)
  expect(isExpired(withStep(fresh(), 0, { state: 'done', transaction: '0x01' }), 100)).toBe(false)
})

test('after a reload no wallet is asking, and what was sent stays sent', () => {
  const sent = withStep(fresh(), 0, { state: 'sent', transaction: '0x01' })
  const asked = withStep(sent, 1, { state: 'asking', nonce: 4 })
  const back = afterReload(JSON.parse(JSON.stringify(asked)) as Signing)
  expect(back.steps.map(({ state }) => state)).toEqual(['sent', 'waiting'])
  expect(back.steps[1]?.nonce).toBe(4)
})

test('an order that was signed is kept until the studio has filled it', () => {
  const typedData = { domain: {}, types: {}, primaryType: 'TransferWithAuthorization', message: {} }
  const signature = { title: 'License it', typedData, post: '/v1/orders', body: { authorization: {} } }
  const order = fromPlan(`0x${'22'.repeat(20)}`, `0x${'33'.repeat(32)}`, { ...plan, calls: [], signature })
  expect(order.steps.map(({ action }) => action.type)).toEqual(['order'])
  const signed = withStep(order, 0, { state: 'sent', signature: '0x01' })
  expect(hasBegun(afterReload(signed))).toBe(true)
  expect(isDone(signed)).toBe(false)
})
