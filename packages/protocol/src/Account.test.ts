import { payeeOn } from '@tributary/spec/reference/account'
import fc from 'fast-check'
import { zeroAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import { readVectors } from '../test/vectors.ts'
import * as Account from './Account.ts'

const { accounts = [], payees = [] } = readVectors('account')

test.for(accounts)('R-11: account $caip10 is written in every form of the vectors', (vector) => {
  const account = BigInt(vector.account)
  expect(Account.from({ chainId: BigInt(vector.chainId), address: vector.address })).toBe(account)
  for (const form of [vector.caip10, vector.word, vector.account]) expect(Account.parse(form)).toBe(account)
  expect(Account.format(account)).toBe(vector.caip10)
  expect(Account.toBytes32(account)).toBe(vector.word)
  expect(Account.fromBytes32(vector.word)).toBe(account)
})

test.for(payees)('R-11: who is paid with $name at $account', ({ account, code, chainId, payee }) => {
  expect(Account.isPayable(BigInt(account), { chainId: BigInt(chainId), code })).toBe(payee !== zeroAddress)
})

describe('accounts', () => {
  test('are payable exactly where the reference says', () => {
    fc.assert(
      fc.property(arbitrary.uint(256), fc.constantFrom(0n, 1n, 31337n), arbitrary.account, (any, chainId, valid) => {
        for (const account of [any, valid, valid % (1n << 160n)]) {
          expect(Account.isPayable(account, { chainId })).toBe(payeeOn(chainId, account) !== undefined)
        }
      }),
    )
  })

  test('that look delegated and are not are contracts', () => {
    const account = Account.from({ address: `0x${'22'.repeat(20)}` })
    const delegated = `0xef0100${'11'.repeat(20)}` as const
    expect(Account.isPayable(account, { chainId: 1, code: delegated })).toBe(true)
    for (const code of [`0xef0101${'11'.repeat(20)}`, `${delegated}11`, delegated.slice(0, -2), '0xef0100'] as const) {
      expect(Account.isPayable(account, { chainId: 1, code: code as `0x${string}` })).toBe(false)
    }
  })

  test('lead back from every form', () => {
    fc.assert(
      fc.property(arbitrary.account.filter(Account.isValid), (account) => {
        expect(Account.parse(Account.format(account))).toBe(account)
        expect(Account.from({ chainId: Account.chainId(account), address: Account.address(account) })).toBe(account)
      }),
    )
  })

  test('of nobody are refused with a hint', () => {
    expect(() => Account.format(0n)).toThrow(/Hint: .*eip155/)
    expect(() => Account.parse('0x12345')).not.toThrow()
    expect(() => Account.parse('eip155:1')).toThrow(/account is "eip155:1"/)
  })
})
