import { hashTypedData, recoverTypedDataAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { readVectors } from '../test/vectors.ts'
import * as Offer from './Offer.ts'
import * as TypedData from './TypedData.ts'

const at = { chainId: 31337, verifyingContract: '0x5FbDB2315678afecb367f032d93F642f64180aa3' } as const
const work = `0x${'9f'.repeat(32)}` as const
const payer = privateKeyToAccount(`0x${'01'.repeat(32)}`)

test('every message has a digest of its own', () => {
  const common = { checkout: at.verifyingContract, payer: payer.address, nonce: work, deadline: 1n }
  const offer = Offer.from({ work, token: at.verifyingContract, price: 1n, rights: 1 })
  const digests = [
    hashTypedData(TypedData.mint(at, { work, to: payer.address, deadline: 1n })),
    hashTypedData(TypedData.output(at, { work })),
    hashTypedData(TypedData.offer(at, offer)),
    hashTypedData(TypedData.voucher(at, { license: 1n, used: 1 })),
    hashTypedData(TypedData.deliver(at, common)),
    hashTypedData(TypedData.refund(at, { ...common, amount: 1n })),
  ]
  expect(new Set(digests).size).toBe(digests.length)
})

test('the domain separates chains and contracts', () => {
  const here = hashTypedData(TypedData.output(at, { work }))
  expect(hashTypedData(TypedData.output({ ...at, chainId: 1 }, { work }))).not.toBe(here)
  expect(hashTypedData(TypedData.output({ ...at, verifyingContract: payer.address }, { work }))).not.toBe(here)
})

test('an account of viem signs a transfer in the domain of the token', async () => {
  const token = { ...at, name: 'Test Dollar', version: '1' }
  const message = {
    from: payer.address,
    to: at.verifyingContract,
    value: 5n,
    validAfter: 0n,
    validBefore: 9n,
    nonce: work,
  }
  const data = TypedData.transferWithAuthorization(token, message)
  expect(data.domain).toEqual({ name: 'Test Dollar', version: '1', ...at })
  expect(await payer.signTypedData(data)).toMatch(/^0x[0-9a-f]{130}$/)
})

const builders: Record<string, typeof TypedData.output> = {
  Mint: TypedData.mint as never,
  Output: TypedData.output,
  Voucher: TypedData.voucher as never,
  Deliver: TypedData.deliver as never,
  Refund: TypedData.refund as never,
  TransferWithAuthorization: TypedData.transferWithAuthorization as never,
}

test.for(readVectors('typed-data').messages ?? [])(
  'R-11: $primaryType on chain $domain.chainId has the digest of the vectors',
  async ({ primaryType, domain, message, digest, signer, signature }) => {
    const build = builders[primaryType]!
    const data = build(domain, message)
    expect(data.primaryType).toBe(primaryType)
    expect(hashTypedData(data)).toBe(digest)
    expect(await recoverTypedDataAddress({ ...data, signature })).toBe(signer)
  },
)
