import { encodeAbiParameters, encodeEventTopics, type Hex, type Log, parseAbi, type TransactionReceipt } from 'viem'
import { describe, expect, test } from 'vitest'
import { transfersIn } from './Transfer.ts'

const abi = parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce)',
])
const address = (digit: string): Hex => `0x${digit.repeat(40)}`
const [token, other, checkout, payer, friend] = ['1', '2', '3', '4', '5'].map(address) as [Hex, Hex, Hex, Hex, Hex]
const nonce = (digit: string): Hex => `0x${digit.repeat(64)}`

type Event = Omit<Log, 'logIndex'>
const moved = (from: Hex, to: Hex, value = 7n, at: Hex = token) =>
  ({
    address: at,
    topics: encodeEventTopics({ abi, eventName: 'Transfer', args: { from, to } }),
    data: encodeAbiParameters([{ type: 'uint256' }], [value]),
  }) as unknown as Event
const used = (authorizer: Hex, named: Hex, at: Hex = token) =>
  ({
    address: at,
    topics: encodeEventTopics({ abi, eventName: 'AuthorizationUsed', args: { authorizer, nonce: named } }),
    data: '0x',
  }) as unknown as Event
const receipt = (...events: Event[]) =>
  ({
    transactionHash: nonce('9'),
    blockNumber: 3n,
    logs: events.map((event, logIndex) => ({ ...event, logIndex })),
  }) as unknown as TransactionReceipt
const nonces = (...events: Event[]) => transfersIn(receipt(...events), { token, checkout }).map((found) => found.nonce)

describe('R-24: an authorization counts with the transfer right behind it', () => {
  test('and with no other', () => {
    expect(nonces(used(payer, nonce('a')), moved(payer, checkout))).toEqual([nonce('a')])
    const [named] = nonces(moved(payer, checkout))
    expect(named).toMatch(/^0x[0-9a-f]{64}$/)
    expect(nonces(used(payer, nonce('a')), moved(payer, friend), moved(payer, checkout))[0]).not.toBe(nonce('a'))
  })

  test('one transfer is not shown for two authorizations', () => {
    const found = nonces(used(payer, nonce('a')), used(payer, nonce('b')), moved(payer, checkout))
    expect(found).toEqual([nonce('b')])
  })

  test('nor for one of somebody else, or of another token', () => {
    expect(nonces(used(friend, nonce('a')), moved(payer, checkout))[0]).not.toBe(nonce('a'))
    expect(nonces(used(payer, nonce('a'), other), moved(payer, checkout))[0]).not.toBe(nonce('a'))
    expect(nonces(moved(payer, checkout, 7n, other))).toEqual([])
  })

  test('two transfers by hand in one transaction have two names, always the same', () => {
    const twice = () => nonces(moved(payer, checkout), moved(payer, checkout))
    expect(new Set(twice()).size).toBe(2)
    expect(twice()).toEqual(twice())
  })
})
