import type { DraftQuote } from '@tributary/sdk/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf } from './pieces.ts'

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
const token = { address: address(9), symbol: 'TUSD', decimals: 6 }
const payee = fc.record({
  account: fc.integer({ min: 1, max: 5 }).map((n) => ({ address: address(n) })),
  role: fc.constantFrom('leaf', 'residual', 'flow', 'unheard of'),
  workName: fc.constantFrom('Model', 'Six painters'),
  amount: fc.integer({ min: 1, max: 1_000_000 }).map(String),
})

test('nobody gets lost and no wei is counted twice, whoever looks', () => {
  fc.assert(
    fc.property(fc.array(payee), (payees) => {
      const sum = payees.reduce((total, { amount }) => total + BigInt(amount), 0n)
      const quote: DraftQuote = { money: { amount: `${sum}`, token }, payees, dust: '0' }
      const pieces = piecesOf(quote, address(1).toUpperCase().replace('X', 'x'))
      expect(pieces.reduce((total, { amount }) => total + BigInt(amount), 0n)).toBe(sum)
      expect(new Set(pieces.map(({ key }) => key)).size).toBe(pieces.length)
    }),
  )
})

test('oneself comes first and once, the others by what they get', () => {
  const payees = [
    { account: { address: address(2), name: 'Ada' }, role: 'leaf', workName: 'Six painters', amount: '10' },
    { account: { address: address(3) }, role: 'residual', workName: 'Ateliers', amount: '20' },
    { account: { address: address(1) }, role: 'residual', amount: '5' },
    { account: { address: address(1) }, role: 'leaf', workName: 'Six painters', amount: '1' },
  ]
  const pieces = piecesOf({ money: { amount: '36', token }, payees, dust: '0' }, address(1))
  expect(pieces.map(({ role, amount }) => [role, amount])).toEqual([
    ['you', '6'],
    ['holder', '20'],
    ['contributor', '10'],
  ])
  expect(pieces[1]!.words).toBe('as holder of Ateliers')
})
