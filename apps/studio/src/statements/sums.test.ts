import type { Statement, StatementLine } from '@tributary/sdk/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byWork, reasonOf, sumsOf } from './sums.ts'

const token = { address: `0x${'a'.repeat(40)}`, symbol: 'TUSD', decimals: 6 }
const wei = fc.bigInt({ min: 0n, max: 10n ** 30n })

describe('the sums of a statement', () => {
  test('lines that add up are exact, also beyond what a number can hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wei, wei, wei)), (amounts) => {
        const lines = amounts.map(([paid, payable, pending]) => lineOf({ paid, payable, pending }))
        expect(sumsOf(statementOf(lines))[0]).toMatchObject({ isExact: true })
      }),
    )
  })

  test('a single wei too much or too little is found', () => {
    const totals = fc.constantFrom('due', 'paid', 'payable', 'pending')
    fc.assert(
      fc.property(wei, totals, fc.boolean(), (paid, name, more) => {
        const honest = statementOf([lineOf({ paid: paid + 1n, payable: 1n, pending: 1n })])
        const total = honest.totals[0]!
        const wrong = { ...total, [name]: `${BigInt(total[name as 'due']) + (more ? 1n : -1n)}` }
        expect(sumsOf({ ...honest, totals: [wrong] })[0]?.isExact).toBe(false)
      }),
    )
  })
})

describe('lines by work', () => {
  test('stand together, those that earned most first', () => {
    const lines = [
      lineOf({ work: '0x01', paid: 1n }),
      lineOf({ work: '0x02', paid: 5n }),
      lineOf({ work: '0x01', paid: 2n }),
    ]
    expect(byWork(lines).map(({ work, lines: group }) => [work, group.length])).toEqual([
      ['0x02', 1],
      ['0x01', 2],
    ])
  })

  test('say why they bring money', () => {
    expect(reasonOf({ ...lineOf({}), role: 'leaf', share: 25_000 })).toBe('2.5 % as a contributor to its data set')
    expect(reasonOf({ ...lineOf({}), role: 'residual', bucket: 'resale' })).toBe('as its holder of resale royalties')
  })
})

type Amounts = { work?: string; paid?: bigint; payable?: bigint; pending?: bigint }

function lineOf({ work = '0x01', paid = 0n, payable = 0n, pending = 0n }: Amounts): StatementLine {
  const amounts = { due: `${paid + payable}`, paid: `${paid}`, payable: `${payable}`, pending: `${pending}` }
  return { work, workName: work, bucket: 'sales', token, role: 'flow', ...amounts }
}

function statementOf(lines: readonly StatementLine[]): Statement {
  const sum = (name: 'due' | 'paid' | 'payable' | 'pending') =>
    `${lines.reduce((all, line) => all + BigInt(line[name]), 0n)}`
  const total = {
    token,
    due: sum('due'),
    paid: sum('paid'),
    payable: sum('payable'),
    pending: sum('pending'),
    received: sum('paid'),
  }
  return { account: { address: token.address }, chainId: 1, block: '1', time: 0, totals: [total], lines: [...lines] }
}
