import { BaseError } from '@tributary/protocol'
import { type Address, bytesToHex, getAddress } from 'viem'
import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts'

/** Chains on which money is play money: anvil, Hardhat and Ganache by default. */
export const developmentChains: readonly number[] = [31337, 1337]

/** Phrases that ship with tools; whoever uses one of their keys shares it with the world. */
const phrases = [
  'test test test test test test test test test test test junk',
  'myth like bonus scare over problem client lizard pioneer submit female collect',
]
const keysPerPhrase = 20
const smallKeys = 16

let known: ReadonlySet<Address> | undefined

/** Whether the key of this address is printed in some tool's manual. */
export function isWellKnown(address: Address): boolean {
  known ??= new Set([...derived(), ...small()])
  return known.has(getAddress(address))
}

/** Throws when a well-known key is about to be used where money is real. */
export function assertOwnKey(address: Address, chainId: number): void {
  if (developmentChains.includes(chainId) || !isWellKnown(address)) return
  throw new WellKnownKeyError({ address, chainId })
}

function derived(): Address[] {
  // One derivation of the seed for all keys of a phrase: it is the slow part.
  const parents = phrases.map((phrase) => mnemonicToAccount(phrase, { path: "m/44'/60'/0'/0" }).getHdKey())
  const indices = Array.from({ length: keysPerPhrase }, (_, index) => index)
  return parents.flatMap((parent) =>
    indices.map((index) => privateKeyToAddress(bytesToHex(parent.deriveChild(index).privateKey!))),
  )
}

function small(): Address[] {
  return Array.from({ length: smallKeys }, (_, index) =>
    privateKeyToAddress(`0x${(index + 1).toString(16).padStart(64, '0')}`),
  )
}

/** A key that everybody knows was about to sign on a public chain. */
export class WellKnownKeyError extends BaseError {
  override readonly name = 'Keys.WellKnownKeyError'
  readonly retry = false
  constructor({ address, chainId }: { address: Address; chainId: number }) {
    super(`The key of ${address} is a test key that everybody knows; chain ${chainId} is not a development chain.`, {
      hint: 'Make a key of your own: tributary init makes random ones.',
    })
  }
}
