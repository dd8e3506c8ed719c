import { Account, Work } from '@tributary/protocol'
import type { Rebuilt } from '@tributary/sdk'
import { numberToHex, zeroAddress, zeroHash } from 'viem'
import { add, type Facts, put } from './Facts.ts'

type LedgerEvent = Rebuilt['events']['ledger'][number]
type WorksEvent = Rebuilt['events']['works'][number]
type LicensesEvent = Rebuilt['events']['licenses'][number]
type CheckoutsEvent = Rebuilt['events']['checkouts'][number]

/** What the events say, read from the node without any index: sums by the SDK's own reader of the ledger. */
export function factsOfEvents(rebuilt: Rebuilt): Facts {
  const facts: Facts = new Map()
  enterBooks(facts, rebuilt)
  for (const event of rebuilt.events.ledger) enterMovement(facts, event)
  for (const event of rebuilt.events.works) enterWork(facts, event)
  enterKeys(facts, rebuilt.events.works)
  for (const event of rebuilt.events.licenses) enterLicense(facts, event)
  for (const event of rebuilt.events.checkouts) enterCheckout(facts, event)
  for (const { args, ...event } of rebuilt.events.royalties) {
    put(facts, 'royalty', { position: positionOf(event) }, `${args.work} ${args.token} ${args.amount}`.toLowerCase())
  }
  return facts
}

function enterBooks(facts: Facts, { ledger: { books } }: Rebuilt): void {
  for (const { bucket, token, gross, collected, flows, leaves } of books.entries.values()) {
    put(facts, 'gross', { bucket, token }, gross)
    put(facts, 'collected', { bucket, token }, collected)
    for (const [flow, amount] of flows) add(facts, 'paid of flow', { bucket, token, flow }, amount)
    for (const [key, amount] of leaves) add(facts, 'paid of flow', { bucket, token, flow: key.split(':')[0]! }, amount)
  }
  for (const { token, to: recipient, amount } of books.payouts.values()) {
    put(facts, 'paid to', { recipient, token }, amount)
  }
}

/** Each movement as it was said, and the sums that the books do not keep. */
function enterMovement(facts: Facts, { eventName, args, blockNumber, logIndex }: LedgerEvent): void {
  const position = positionOf({ blockNumber, logIndex })
  const say = (...words: (string | bigint)[]): void =>
    put(facts, 'movement', { position }, words.join(' ').toLowerCase())
  if (eventName === 'Paid') {
    const { bucket, token, payer, amount } = args
    say('paid', bucket, token, amount, payer)
    add(facts, 'paid in', { bucket, token }, amount)
    add(facts, 'paid in, by days', { bucket, token }, amount)
  } else if (eventName === 'Distributed') {
    const { from: bucket, to: work, token, flow, amount } = args
    say('distributed', bucket, token, amount, work, flow)
    add(facts, 'lifted', { bucket, token }, amount)
    add(facts, 'lifted to', { bucket, token, flow, work }, amount)
  } else if (eventName === 'Claimed') {
    const { bucket, token, account, to, flow, prefix, amount } = args
    say('claimed', bucket, token, amount, account, to, flow, prefix)
    add(facts, 'claimed', { bucket, token }, amount)
    add(facts, 'paid of leaf', { bucket, token, flow, prefix }, amount)
  } else if (eventName === 'Collected') {
    const { bucket, token, holder, to, amount } = args
    say('collected', bucket, token, amount, holder, to)
  }
}

function enterWork(facts: Facts, { eventName, args }: WorksEvent): void {
  if (eventName === 'Published') put(facts, 'terms', { work: args.work }, termsOf(Work.fromAbi(args.terms)))
  else if (eventName === 'Anchored') put(facts, 'anchor', { root: args.root }, args.time)
  else if (eventName === 'Transfer') {
    const work = numberToHex(args.id, { size: 32 })
    put(facts, 'owner', { work }, args.to.toLowerCase())
    if (args.from !== zeroAddress) add(facts, 'epoch', { work }, 1n)
  }
}

function termsOf({ creator, home, record, origin, arbiter, resale, flows }: Work.Work): string {
  const accounts = [creator, home].map(Account.toBytes32)
  const made = origin === zeroHash ? [record] : [record, origin]
  const owed = flows.flatMap(({ kind, share, to }) => [kind, share, to])
  return [...accounts, ...made, Account.toBytes32(arbiter), resale, ...owed].join(' ').toLowerCase()
}

type Key = { readonly from: bigint; readonly until: bigint; readonly revoked?: bigint }

function enterKeys(facts: Facts, events: readonly WorksEvent[]): void {
  const keys = new Map<string, Key>()
  for (const { eventName, args } of events) {
    if (eventName === 'Authorized') keys.set(`${args.model} ${args.key}`, { from: args.from, until: args.until })
    else if (eventName === 'Revoked') end(keys, `${args.model} ${args.key}`, args.time)
    else if (eventName === 'AllRevoked') end(keys, args.model, args.time)
  }
  for (const [name, { from, until, revoked }] of keys) {
    const [model, key] = name.split(' ') as [string, string]
    put(facts, 'key', { model, key }, [from, until, ...(revoked === undefined ? [] : [revoked])].join(' '))
  }
}

/** The first end counts, be it of one key or of all that a model has. */
function end(keys: Map<string, Key>, prefix: string, revoked: bigint): void {
  for (const [name, key] of keys) {
    if (name.startsWith(prefix) && key.revoked === undefined) keys.set(name, { ...key, revoked })
  }
}

function enterLicense(facts: Facts, { eventName, args }: LicensesEvent): void {
  if (eventName === 'Cancelled') put(facts, 'cancelled', args, true)
  else if (eventName === 'AllCancelled') put(facts, 'counter', { signer: args.signer }, args.counter)
  else if (eventName === 'Bought') {
    const license = numberToHex(args.license, { size: 32 })
    add(facts, 'sold', { offer: args.offer }, 1n)
    put(facts, 'expiry', { license }, args.expiry)
  } else if (eventName === 'Transfer') {
    put(facts, 'licensee', { license: numberToHex(args.id, { size: 32 }) }, args.to.toLowerCase())
  } else if (eventName === 'SubscriptionUpdate') {
    const license = numberToHex(args.tokenId, { size: 32 })
    if (args.expiration === 0n) facts.delete(JSON.stringify(['expiry', { license }]))
    else put(facts, 'expiry', { license }, args.expiration)
  } else if (eventName === 'Used') put(facts, 'used', { license: numberToHex(args.license, { size: 32 }) }, args.used)
  else if (eventName === 'Declared')
    put(facts, 'declared', { license: numberToHex(args.license, { size: 32 }) }, args.total)
}

function enterCheckout(facts: Facts, { eventName, args, blockNumber, logIndex }: CheckoutsEvent): void {
  const position = positionOf({ blockNumber, logIndex })
  const say = (...words: (string | bigint)[]): void =>
    put(facts, 'checkout', { position }, words.join(' ').toLowerCase())
  const { checkout } = args
  if (eventName === 'Settled') {
    say('settled', checkout, args.payer, args.nonce, numberToHex(args.license, { size: 32 }))
  } else if (eventName === 'Refunded') say('refunded', checkout, args.payer, args.nonce, args.amount)
  else if (eventName === 'Noted') say('noted', checkout, args.token, args.amount, args.sweepAt)
  else say('swept', checkout, args.token, args.amount)
}

function positionOf({ blockNumber, logIndex }: { blockNumber: bigint; logIndex: number }): bigint {
  return (blockNumber << 20n) | BigInt(logIndex)
}
