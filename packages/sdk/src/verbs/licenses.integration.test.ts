import { Account, Flow, License, type Offer, Rights, Work } from '@tributary/protocol'
import { createTestClient, http, zeroHash } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep } from '../../test/keep.ts'
import { openStudio, type Studio, someRecord } from '../../test/studio.ts'
import * as sdk from '../index.ts'

type Person = Awaited<ReturnType<Studio['person']>>

let studio: Studio
let [holder, buyer, stranger]: Person[] = []
let work: Work.Work
let salt = 0n

beforeAll(async () => {
  studio = await openStudio()
  holder = await studio.person()
  buyer = await studio.person(1_000_000_000n)
  stranger = await studio.person(1_000_000_000n)
})
afterAll(() => studio.chain.stop())

async function newWork(flows: readonly Flow.Flow[] = []): Promise<Work.Work> {
  const home = Account.from({ chainId: 31337, address: studio.client.deployment.works })
  const made = Work.from({ creator: Account.from(holder!.account), home, record: someRecord(), flows, resale: 100_000 })
  await keep(studio.client.store!, made)
  return made
}

async function offer(fields: Partial<Offer.Offer> = {}): Promise<sdk.SignedOffer> {
  work = await newWork()
  salt += 1n
  const terms = {
    work: Work.id(work),
    token: studio.dollar,
    price: 10_000_000n,
    rights: Rights.from(['display']),
    salt,
  }
  return sdk.signOffer(holder!, { ...terms, ...fields })
}

const termsOf = ({ work, token, price, rights }: Offer.Offer) => ({ work, token, price, rights })

const now = async () => (await studio.client.public.getBlock()).timestamp
const later = async (seconds: number) => {
  const test = createTestClient({ mode: 'anvil', transport: http(studio.chain.rpc) })
  await test.increaseTime({ seconds })
  await test.mine({ blocks: 1 })
}

describe('a license', () => {
  test('is bought by allowance, and what was paid can be collected', async () => {
    const signed = await offer({ supply: 2 })
    const { license, price, expiry, gas } = await sdk.buy(buyer!, signed)
    expect([price, expiry]).toEqual([10_000_000n, BigInt(License.forEver)])
    expect(license).toBe(License.from({ offer: signed.id, serial: 1 }))
    expect(gas).toBeLessThan(260_000n)
    expect(await sdk.isValid(buyer!, { license, right: 'display' })).toBe(true)
    expect(await sdk.isValid(buyer!, { license, right: 'commercial' })).toBe(false)
    expect(await sdk.soldOf(buyer!, { offer: signed.id })).toBe(1n)
    expect((await sdk.collect(stranger!, { work, token: studio.dollar })).amount).toBe(10_000_000n)
  })

  test('is not sold twice, nor to another, nor late, nor after it was withdrawn', async () => {
    const single = await offer()
    await sdk.buy(buyer!, single)
    await expect(sdk.buy(buyer!, single)).rejects.toThrow(/All 1 licenses of the offer .* are sold/)
    const private_ = await offer({ buyer: buyer!.account.address })
    await expect(sdk.buy(stranger!, private_)).rejects.toMatchObject({ error: 'WrongBuyer' })
    const brief = await offer({ validUntil: (await now()) + 5n })
    await later(10)
    await expect(sdk.buy(buyer!, brief)).rejects.toMatchObject({ error: 'OfferExpired' })
    const withdrawn = await offer()
    await sdk.cancel(holder!, { offer: withdrawn.id })
    await expect(sdk.buy(buyer!, withdrawn)).rejects.toThrow(/was withdrawn by its signer/)
    const signer = holder!.account.address
    expect(await sdk.isCancelled(buyer!, { signer, offer: withdrawn.id })).toBe(true)
    const outdated = await offer()
    await sdk.cancelAll(holder!)
    await expect(sdk.buy(buyer!, outdated)).rejects.toMatchObject({ error: 'WrongCounter' })
    await sdk.buy(buyer!, await offer())
  })

  test('is not sold by who does not hold the work, nor on changed terms', async () => {
    const signed = await offer()
    const cheaper = { ...signed.offer, price: 1n }
    await expect(sdk.buy(buyer!, { ...signed, offer: cheaper })).rejects.toMatchObject({ error: 'WrongSignature' })
    await expect(sdk.signOffer(stranger!, signed.offer)).rejects.toThrow(/does not hold the work/)
    await sdk.mint(holder!, { work })
    await sdk.transfer(holder!, { work, to: stranger!.account.address })
    await expect(sdk.buy(buyer!, signed)).rejects.toMatchObject({ error: 'WrongEpoch' })
    await sdk.buy(buyer!, await sdk.signOffer(stranger!, termsOf(signed.offer)))
  })

  test('is renewed while the offer stands, and ends when it is not', async () => {
    const signed = await offer({ duration: 100n })
    const { license, expiry } = await sdk.buy(buyer!, signed)
    const renewed = await sdk.renew(stranger!, { ...signed, license })
    expect(renewed.expiry).toBe(expiry + 100n)
    await later(250)
    expect(await sdk.isValid(buyer!, { license, right: 'display' })).toBe(false)
  })

  test('counts uses by vouchers that its owner signed, up to what it includes', async () => {
    const { license } = await sdk.buy(buyer!, await offer({ uses: 3 }))
    const voucher = (used: number) => sdk.signVoucher(buyer!, { license, used })
    await sdk.use(stranger!, { license, used: 2, signature: await voucher(2) })
    await expect(sdk.use(stranger!, { license, used: 2, signature: await voucher(2) })).rejects.toThrow(
      'The voucher shows 2 uses; 2 are recorded already.',
    )
    await expect(sdk.use(stranger!, { license, used: 4, signature: await voucher(4) })).rejects.toMatchObject({
      error: 'TooManyUses',
    })
    expect(await sdk.usesOf(stranger!, { license })).toEqual({ used: 2, links: 0 })
  })

  test('takes its part of declared revenue, of the growth only', async () => {
    const { offer: terms, signature } = await offer({ revenueShare: 50_000, price: 0n })
    const { license } = await sdk.buy(buyer!, { offer: terms, signature })
    const declare = (total: bigint) => sdk.declare(buyer!, { offer: terms, license, total })
    expect((await declare(1_000_001n)).due).toBe(50_001n)
    expect((await declare(1_000_020n)).due).toBe(0n)
    expect((await declare(2_000_000n)).due).toBe(49_999n)
    expect(await sdk.reportOf(buyer!, { license })).toEqual({ total: 2_000_000n, reportBy: 0n })
    await expect(declare(5n)).rejects.toMatchObject({ error: 'TotalShrank' })
  })

  test('stands behind a derivative that owes enough', async () => {
    const signed = await offer({ rights: Rights.from(['derivative']), derivativeShare: 100_000, uses: 1 })
    const { license } = await sdk.buy(buyer!, signed)
    const { home } = work
    const record = someRecord()
    const derivativeOf = (share: number) =>
      Work.from({ creator: Account.from(buyer!.account), home, record, flows: [Flow.toWork(Work.id(work), share)] })
    const link = (share: number) =>
      sdk.link(buyer!, { derivative: derivativeOf(share), flowPath: [0], offer: signed.offer, license })
    await expect(link(99_999)).rejects.toMatchObject({ error: 'ShareTooLow' })
    await link(100_000)
    expect(await sdk.usesOf(buyer!, { license })).toEqual({ used: 0, links: 1 })
    expect(await sdk.isLinked(buyer!, { license, derivative: Work.id(derivativeOf(100_000)) })).toBe(true)
    await expect(link(100_000)).rejects.toBeInstanceOf(sdk.RevertedError)
  })
})

test('an exclusive right is sold once over all offers, and changes the state of the work', async () => {
  const rights = Rights.from(['display', 'commercial'])
  const signed = await offer({ rights, exclusive: Rights.from(['commercial']), duration: 100n })
  const before = await sdk.stateOf(buyer!, { work })
  const { expiry } = await sdk.buy(buyer!, signed)
  expect(await sdk.exclusiveUntil(buyer!, { work: Work.id(work), right: 'commercial' })).toBe(expiry)
  expect(await sdk.exclusiveUntil(buyer!, { work: Work.id(work), right: 'display' })).toBe(0n)
  expect(await sdk.stateOf(buyer!, { work })).not.toBe(before)
  const second = await sdk.signOffer(holder!, { ...termsOf(signed.offer), rights, salt: 1_000n + salt })
  await expect(sdk.buy(stranger!, second)).rejects.toMatchObject({ error: 'ExclusiveInForce' })
})

describe('a checkout', () => {
  const order = async (fields: Partial<Offer.Offer> = {}) => {
    const signed = await offer({ supply: 10, gateway: stranger!.account.address, ...fields })
    const to = await sdk.checkoutOf(buyer!, { offer: signed.id })
    const authorization = await sdk.signTransfer(buyer!, { token: studio.dollar, to, value: signed.offer.price })
    return { signed, to, authorization }
  }

  test('turns a plain authorization into a license of its signer, whoever sends it, once', async () => {
    const { signed, authorization } = await order()
    const before = await studio.balanceOf(buyer!.account.address)
    const { license } = await sdk.settleCheckout(stranger!, { ...signed, authorization })
    expect(await sdk.isValid(buyer!, { license, right: 'display' })).toBe(true)
    expect(await studio.balanceOf(buyer!.account.address)).toBe(before - 10_000_000n)
    await expect(sdk.settleCheckout(stranger!, { ...signed, authorization })).rejects.toBeInstanceOf(sdk.RevertedError)
    expect(await studio.balanceOf(buyer!.account.address)).toBe(before - 10_000_000n)
  })

  test('has another address for another resource', async () => {
    const { signed, to, authorization } = await order()
    const resource = `0x${'77'.repeat(32)}` as const
    expect(await sdk.checkoutOf(buyer!, { offer: signed.id, resource })).not.toBe(to)
    await expect(sdk.settleCheckout(stranger!, { ...signed, resource, authorization })).rejects.toBeInstanceOf(
      sdk.RevertedError,
    )
  })

  test('takes no authorization that was cancelled, that expired or that is for another price', async () => {
    const cancelled = await order()
    await sdk.cancelTransfer(buyer!, { token: studio.dollar, nonce: cancelled.authorization.nonce })
    await expect(sdk.settleCheckout(stranger!, { ...cancelled.signed, ...cancelled })).rejects.toBeInstanceOf(
      sdk.RevertedError,
    )
    const { signed, to } = await order()
    const cheap = await sdk.signTransfer(buyer!, { token: studio.dollar, to, value: 9_999_999n })
    await expect(sdk.settleCheckout(stranger!, { ...signed, authorization: cheap })).rejects.toThrow(
      'The authorization is for 9999999; the price is 10000000.',
    )
    const brief = { token: studio.dollar, to, value: 10_000_000n, validBefore: (await now()) + 1n }
    const expired = await sdk.signTransfer(buyer!, brief)
    await later(5)
    await expect(sdk.settleCheckout(stranger!, { ...signed, authorization: expired })).rejects.toBeInstanceOf(
      sdk.RevertedError,
    )
  })

  test('whose payment somebody else submitted first is delivered once on the word of the gateway', async () => {
    const { signed, to, authorization } = await order()
    await sdk.submitTransfer(stranger!, { token: studio.dollar, to, authorization })
    await expect(sdk.settleCheckout(stranger!, { ...signed, authorization })).rejects.toBeInstanceOf(sdk.RevertedError)
    const word = { payer: buyer!.account.address, nonce: authorization.nonce, deadline: (await now()) + 1000n }
    const forged = await sdk.signDeliver(buyer!, { ...word, offer: signed.id })
    await expect(sdk.deliver(buyer!, { ...signed, ...word, gatewaySignature: forged })).rejects.toMatchObject({
      error: 'WrongGateway',
    })
    const gatewaySignature = await sdk.signDeliver(stranger!, { ...word, offer: signed.id })
    const { license } = await sdk.deliver(buyer!, { ...signed, ...word, gatewaySignature })
    expect(await sdk.isValid(buyer!, { license, right: 'display' })).toBe(true)
    await expect(sdk.deliver(buyer!, { ...signed, ...word, gatewaySignature })).rejects.toMatchObject({
      error: 'AlreadyDone',
    })
  })

  test('sends a bare payment back once on the word of the gateway', async () => {
    const { signed, to, authorization } = await order()
    const before = await studio.balanceOf(buyer!.account.address)
    await sdk.submitTransfer(stranger!, { token: studio.dollar, to, authorization })
    const word = { payer: buyer!.account.address, nonce: authorization.nonce, deadline: (await now()) + 1000n }
    const amount = 10_000_000n
    const gatewaySignature = await sdk.signRefund(stranger!, { ...word, amount, offer: signed.id })
    const refund = () => sdk.refund(stranger!, { ...word, offer: signed.offer, amount, gatewaySignature })
    await refund()
    expect(await studio.balanceOf(buyer!.account.address)).toBe(before)
    await expect(refund()).rejects.toMatchObject({ error: 'AlreadyDone' })
  })

  test('gives what nobody asked for to the work after a day', async () => {
    const { signed, to, authorization } = await order()
    await sdk.submitTransfer(stranger!, { token: studio.dollar, to, authorization })
    const { amount } = await sdk.noteCheckout(stranger!, { offer: signed.offer })
    expect(amount).toBe(10_000_000n)
    await expect(sdk.sweepCheckout(stranger!, { offer: signed.offer })).rejects.toBeInstanceOf(sdk.RevertedError)
    await later(86_401)
    expect((await sdk.sweepCheckout(stranger!, { offer: signed.offer })).credited).toBe(10_000_000n)
  })
})

describe('a resale royalty', () => {
  test('arrives as plain ether and belongs to the creator and its flows, never to the holder', async () => {
    const author = privateKeyToAccount(generatePrivateKey()).address
    const sold = await newWork([Flow.toAccount(Account.from({ address: author }), 200_000)])
    await sdk.mint(holder!, { work: sold })
    await sdk.transfer(holder!, { work: sold, to: stranger!.account.address })
    const receiver = await sdk.receiverOf(buyer!, { work: Work.id(sold) })
    await studio.chain.fund(receiver, '1')
    const { credited } = await sdk.sweep(buyer!, { work: Work.id(sold) })
    expect(credited).toBe(10n ** 18n)
    const token = studio.client.deployment.wrappedEther
    const { paid } = await sdk.settle(buyer!, { steps: [{ work: sold, bucket: 'resale' }], token })
    expect(paid.map(({ account, amount }) => [account, amount])).toEqual([
      [author, 2n * 10n ** 17n],
      [holder!.account.address, 8n * 10n ** 17n],
    ])
    await expect(sdk.sweep(buyer!, { work: Work.id(sold) })).rejects.toThrow('There is nothing to sweep')
  })
})

test('somebody may mint with the signature of the creator, once and before its deadline', async () => {
  const made = await newWork()
  const to = buyer!.account.address
  const deadline = (await now()) + 1000n
  const signature = await sdk.signMint(holder!, { work: made, to, deadline })
  await expect(
    sdk.mintFor(stranger!, { work: made, to: stranger!.account.address, deadline, signature }),
  ).rejects.toThrow(/did not sign/)
  const { id } = await sdk.mintFor(stranger!, { work: made, to, deadline, signature })
  expect(id).toBe(Work.id(made))
  expect(await sdk.holderOf(stranger!, { work: made })).toBe(to)
  await expect(sdk.mintFor(stranger!, { work: made, to, deadline, signature })).rejects.toMatchObject({
    error: 'AlreadyMinted',
  })
})

test('an output is authentic by a key that was authorized at the proven time, and by no other', async () => {
  const model = await newWork()
  const [key, thief] = [generatePrivateKey(), generatePrivateKey()].map((secret) => privateKeyToAccount(secret))
  const { from } = await sdk.authorize(holder!, { model, key: key!.address })
  await later(3)
  const { creator, home } = model
  const output = Work.from({ creator, home, record: someRecord(), origin: Work.id(model) })
  const attest = async (signer = key!) => ({
    signature: await sdk.signOutput(signer, output),
    root: zeroHash,
    path: [],
  })
  expect(await sdk.isAuthorized(buyer!, { model: Work.id(model), key: key!.address })).toBe(true)
  expect(await sdk.isAuthorized(buyer!, { model: Work.id(model), key: key!.address, time: from - 1n })).toBe(false)
  expect(await sdk.isAuthentic(buyer!, { output, attestation: await attest() })).toBe(true)
  expect(await sdk.isAuthentic(buyer!, { output, attestation: await attest(thief) })).toBe(false)
  await sdk.revoke(holder!, { model, key: key!.address })
  expect(await sdk.isAuthentic(buyer!, { output, attestation: await attest() })).toBe(false)
  await expect(sdk.mint(holder!, { work: output, attestation: await attest() })).rejects.toThrow(
    /No key of the model .* that was authorized at the proven time signed the output/,
  )
  await expect(sdk.revoke(buyer!, { model, key: key!.address })).rejects.toMatchObject({ error: 'NotHolder' })
  await sdk.revokeAll(holder!, { model })
})
