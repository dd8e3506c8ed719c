import fc from 'fast-check'
import { expect, test } from 'vitest'
import { totalsOf } from './totalsOf.ts'

const token = { address: `0x${'11'.repeat(20)}`, symbol: 'USDC', decimals: 6 }

test('what came in is what left and what waits, to the wei', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 30n })
  fc.assert(
    fc.property(amount, amount, amount, (paidOut, others, residual) => {
      const money = {
        token,
        paidIn: '0',
        paidOut: `${paidOut}`,
        owed: `${others + residual}`,
        residual: `${residual}`,
        collected: '0',
      }
      const totals = totalsOf(money)
      expect(BigInt(totals.cameIn)).toBe(BigInt(totals.paidOut) + BigInt(totals.forOthers) + BigInt(totals.forHolder))
    }),
  )
})
