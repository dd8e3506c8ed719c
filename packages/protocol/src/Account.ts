import { type Address, getAddress, type Hex, numberToHex } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Json from './Json.ts'

/**
 * Who is paid: `chainId << 160 | address`. Chain 0 names a key that is the same everywhere; a contract must name its
 * chain and is paid only there.
 */
export type Account = bigint

/** The chain of a key that is the same on every chain. */
export const everywhere = 0n

const addressBits = 160n
const addressMask = (1n << addressBits) - 1n

/**
 * Packs a chain and an address into an account. Without a chain it is a key that is the same everywhere.
 *
 * @example
 * ```ts
 * import { Account } from '@tributary/protocol'
 *
 * const home = Account.from({ chainId: 31337, address: '0x5FbDB2315678afecb367f032d93F642f64180aa3' })
 * Account.format(home) // 'eip155:31337:0x5FbDB2315678afecb367f032d93F642f64180aa3'
 * ```
 */
export function from(parts: from.Parts): Account {
  const chainId = Json.toUint(parts.chainId ?? everywhere, 64, 'chainId')
  return (chainId << addressBits) | BigInt(Json.toAddress(parts.address, 'address'))
}

export declare namespace from {
  type Parts = { readonly address: Address; readonly chainId?: number | bigint | undefined }
}

/** Reads an account from CAIP-10 (`eip155:<chain>:<address>`), an address (a key everywhere) or the packed integer. */
export function parse(value: unknown, name = 'account'): Account {
  const caip = typeof value === 'string' ? /^eip155:([0-9]{1,20}):(0x[0-9a-fA-F]{40})$/.exec(value) : null
  if (caip !== null) return from({ chainId: Json.toUint(caip[1], 64, name), address: caip[2] as Address })
  return Json.toUint(value, 256, name)
}

/** Writes an account as CAIP-10, with a checksummed address. */
export function format(account: Account): string {
  assert(account)
  return `eip155:${chainId(account)}:${address(account)}`
}

/** The chain an account names; 0 is every chain. */
export function chainId(account: Account): bigint {
  return (account >> addressBits) & ((1n << 64n) - 1n)
}

/** The checksummed address of an account. */
export function address(account: Account): Address {
  return getAddress(numberToHex(account & addressMask, { size: 20 }))
}

/** Whether anybody could ever be paid here: no bits above the chain's 64, and an address that is not zero. */
export function isValid(account: Account): boolean {
  return account >> 224n === 0n && (account & addressMask) !== 0n
}

/** Throws unless the account is valid. */
export function assert(account: Account): void {
  if (!isValid(account)) throw new InvalidAccountError({ account })
}

/**
 * Whether an account can be paid on a chain. The code at the address decides only for a key that is the same
 * everywhere: an EIP-7702 designator is still that key, any other code is somebody else's contract.
 */
export function isPayable(account: Account, at: isPayable.Place): boolean {
  if (!isValid(account)) return false
  if (chainId(account) === BigInt(at.chainId)) return true
  if (chainId(account) !== everywhere) return false
  const code = at.code ?? '0x'
  return code === '0x' || (code.length === 48 && code.toLowerCase().startsWith('0xef0100'))
}

export declare namespace isPayable {
  type Place = {
    readonly chainId: number | bigint
    /** The code at the address on that chain; none if left out. */
    readonly code?: Hex | undefined
  }
}

/** The 32 bytes by which a flow or a leaf names an account. */
export function toBytes32(account: Account): Hex {
  return numberToHex(account, { size: 32 })
}

/** The account that 32 bytes of a flow or a leaf name. */
export function fromBytes32(bytes: Hex): Account {
  return BigInt(Json.toBytes(bytes, 32, 'account'))
}

/** Reads the 32 bytes by which a flow or a leaf names an account, written as such or in any form `parse` takes. */
export function parseBytes32(value: unknown, name = 'account'): Hex {
  return Json.isBytes(value, 32) ? Json.toBytes(value, 32, name) : toBytes32(parse(value, name))
}

/** An account nobody can be paid at. */
export class InvalidAccountError extends BaseError {
  override readonly name = 'Account.InvalidAccountError'
  constructor({ account }: { account: bigint }) {
    super(`The account is ${numberToHex(account)}; it must be a chain of 64 bits and an address that is not zero.`, {
      hint: 'Write it as eip155:<chain id>:<address>, or as a bare address for a key that is the same everywhere.',
    })
  }
}
