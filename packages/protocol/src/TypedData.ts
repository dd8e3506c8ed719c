/** Everything anybody signs, ready for viem's `signTypedData` and `hashTypedData`. */
import type { Address, Hex, TypedDataDomain } from 'viem'
import * as Offer from './Offer.ts'

/** The contract that will check a signature. */
export type Verifier = { readonly chainId: number; readonly verifyingContract: Address }

type Field = { readonly name: string; readonly type: string }

/** A message with its types and domain. */
export type TypedData<
  primaryType extends string = string,
  types extends Readonly<Record<string, readonly Field[]>> = Readonly<Record<string, readonly Field[]>>,
  message = Readonly<Record<string, unknown>>,
> = {
  readonly domain: TypedDataDomain
  readonly types: types
  readonly primaryType: primaryType
  readonly message: message
}

/** The EIP-712 types of every message but an offer, whose types stand in `Offer`. */
export const types = {
  Mint: [
    { name: 'work', type: 'bytes32' },
    { name: 'to', type: 'address' },
    { name: 'deadline', type: 'uint256' },
  ],
  Output: [{ name: 'work', type: 'bytes32' }],
  Voucher: [
    { name: 'license', type: 'uint256' },
    { name: 'used', type: 'uint32' },
  ],
  Deliver: [
    { name: 'checkout', type: 'address' },
    { name: 'payer', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'deadline', type: 'uint256' },
  ],
  Refund: [
    { name: 'checkout', type: 'address' },
    { name: 'payer', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'amount', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
  TransferWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const

/** What a creator signs so that somebody else may mint a work. */
export type Mint = { readonly work: Hex; readonly to: Address; readonly deadline: bigint }
/** What a model's key signs to say that the model made an output. */
export type Output = { readonly work: Hex }
/** What a licensee signs to show how many uses it took since the start. */
export type Voucher = { readonly license: bigint; readonly used: number }
/** What a gateway signs to deliver for a bare transfer. */
export type Deliver = {
  readonly checkout: Address
  readonly payer: Address
  readonly nonce: Hex
  readonly deadline: bigint
}
/** What a gateway signs to send a bare transfer back; the amount is in token-wei. */
export type Refund = Deliver & { readonly amount: bigint }
/** What a payer signs under EIP-3009; the value is in token-wei. */
export type TransferWithAuthorization = {
  readonly from: Address
  readonly to: Address
  readonly value: bigint
  readonly validAfter: bigint
  readonly validBefore: bigint
  readonly nonce: Hex
}

/**
 * The domain of every contract of the protocol.
 *
 * @example
 * ```ts
 * import { TypedData } from '@tributary/protocol'
 * import { hashTypedData } from 'viem'
 *
 * const works = { chainId: 31337, verifyingContract: '0x5FbDB2315678afecb367f032d93F642f64180aa3' } as const
 * const work = '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
 * hashTypedData(TypedData.output(works, { work })) // what the model's key signs
 * ```
 */
export function domain({ chainId, verifyingContract }: Verifier): TypedDataDomain {
  return { name: 'Tributary', version: '1', chainId, verifyingContract }
}

/** `Mint`, checked by Works. */
export function mint(works: Verifier, message: Mint): TypedData<'Mint', Pick<typeof types, 'Mint'>, Mint> {
  return { domain: domain(works), types: { Mint: types.Mint }, primaryType: 'Mint', message }
}

/** `Output`, checked by Works; the key must be authorized at the proven time. */
export function output(works: Verifier, message: Output): TypedData<'Output', Pick<typeof types, 'Output'>, Output> {
  return { domain: domain(works), types: { Output: types.Output }, primaryType: 'Output', message }
}

/** An offer, checked by Licenses. */
export function offer(licenses: Verifier, message: Offer.Offer): TypedData<'Offer', typeof Offer.types, Offer.Offer> {
  return { domain: domain(licenses), types: Offer.types, primaryType: 'Offer', message }
}

/** `Voucher`, checked by Licenses. */
export function voucher(
  licenses: Verifier,
  message: Voucher,
): TypedData<'Voucher', Pick<typeof types, 'Voucher'>, Voucher> {
  return { domain: domain(licenses), types: { Voucher: types.Voucher }, primaryType: 'Voucher', message }
}

/** `Deliver`, checked by Checkouts. */
export function deliver(
  checkouts: Verifier,
  message: Deliver,
): TypedData<'Deliver', Pick<typeof types, 'Deliver'>, Deliver> {
  return { domain: domain(checkouts), types: { Deliver: types.Deliver }, primaryType: 'Deliver', message }
}

/** `Refund`, checked by Checkouts. */
export function refund(
  checkouts: Verifier,
  message: Refund,
): TypedData<'Refund', Pick<typeof types, 'Refund'>, Refund> {
  return { domain: domain(checkouts), types: { Refund: types.Refund }, primaryType: 'Refund', message }
}

/** An EIP-3009 transfer, checked by the token in the token's own domain. */
export function transferWithAuthorization(
  token: Verifier & { readonly name: string; readonly version: string },
  message: TransferWithAuthorization,
): TypedData<'TransferWithAuthorization', Pick<typeof types, 'TransferWithAuthorization'>, TransferWithAuthorization> {
  const { name, version, chainId, verifyingContract } = token
  return {
    domain: { name, version, chainId, verifyingContract },
    types: { TransferWithAuthorization: types.TransferWithAuthorization },
    primaryType: 'TransferWithAuthorization',
    message,
  }
}
