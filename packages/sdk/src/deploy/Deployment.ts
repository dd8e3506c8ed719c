import {
  checkoutsAbi,
  checkoutsBytecode,
  ledgerBytecode,
  licensesAbi,
  licensesBytecode,
  royaltyReceiversAbi,
  royaltyReceiversBytecode,
  testDollarBytecode,
  worksAbi,
  worksBytecode,
  wrappedEtherBytecode,
} from '@tributary/protocol'
import { type Address, encodeDeployData, getContractAddress, type Hex, zeroHash } from 'viem'

/** Where the contracts stand: the same addresses on every chain. */
export type Deployment = {
  readonly wrappedEther: Address
  readonly ledger: Address
  readonly royaltyReceivers: Address
  readonly works: Address
  readonly licenses: Address
  readonly checkouts: Address
}

/** A contract of the protocol, its creation code with arguments, and the address that follows from it. */
export type Contract = { readonly name: keyof Deployment | 'testDollar'; readonly code: Hex; readonly address: Address }

/** The factory that nearly every chain has; CREATE2 through it gives the same address everywhere. */
export const factory: Address = '0x4e59b44847b379578588920cA78FbF26c0B4956C'

/** One salt for all: what differs is the code. */
export const salt: Hex = zeroHash

/**
 * Every contract, each after those it names in its constructor.
 *
 * `WrappedEther`, `Ledger()` -> `RoyaltyReceivers(ledger, weth)` -> `Works(royaltyReceivers)`;
 * `Licenses(ledger)` -> `Checkouts(ledger, licenses)`.
 */
export function contracts(): readonly Contract[] {
  const wrappedEther = contract('wrappedEther', wrappedEtherBytecode)
  const ledger = contract('ledger', ledgerBytecode)
  const receiverArgs = [ledger.address, wrappedEther.address] as const
  const royaltyReceivers = contract(
    'royaltyReceivers',
    encodeDeployData({ abi: royaltyReceiversAbi, bytecode: royaltyReceiversBytecode, args: receiverArgs }),
  )
  const works = contract(
    'works',
    encodeDeployData({ abi: worksAbi, bytecode: worksBytecode, args: [royaltyReceivers.address] }),
  )
  const licenses = contract(
    'licenses',
    encodeDeployData({ abi: licensesAbi, bytecode: licensesBytecode, args: [ledger.address] }),
  )
  const checkoutArgs = [ledger.address, licenses.address] as const
  const checkouts = contract(
    'checkouts',
    encodeDeployData({ abi: checkoutsAbi, bytecode: checkoutsBytecode, args: checkoutArgs }),
  )
  return [wrappedEther, ledger, royaltyReceivers, works, licenses, checkouts]
}

/** The test dollar of development chains. */
export function testDollar(): Contract {
  return contract('testDollar', testDollarBytecode)
}

/**
 * Where the contracts of this version stand, or will stand, on every chain.
 *
 * @example
 * ```ts
 * import { Deployment } from '@tributary/sdk'
 *
 * const { ledger, works } = Deployment.addresses()
 * ```
 */
export function addresses(): Deployment {
  const entries = contracts().map(({ name, address }) => [name, address])
  return Object.fromEntries(entries) as Deployment
}

function contract(name: Contract['name'], code: Hex): Contract {
  return { name, code, address: getContractAddress({ opcode: 'CREATE2', from: factory, salt, bytecode: code }) }
}
