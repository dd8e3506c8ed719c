import { checkoutsAbi, ledgerAbi, licensesAbi, royaltyReceiversAbi, testDollarAbi, worksAbi } from '@tributary/protocol'
import { type Abi, parseAbi } from 'viem'

type AbiError = Extract<Abi[number], { type: 'error' }>

/** A custom error and the contract that throws it. */
export type ContractError = { readonly contract: string; readonly abi: AbiError }

/** Every error of the protocol's contracts. */
export const contractErrors: readonly ContractError[] = [
  ...errorsOf('Ledger', ledgerAbi),
  ...errorsOf('Works', worksAbi),
  ...errorsOf('Licenses', licensesAbi),
  ...errorsOf('RoyaltyReceivers', royaltyReceiversAbi),
  ...errorsOf('Checkouts', checkoutsAbi),
]

/** What tokens and the libraries under the contracts throw: ERC-6093, EIP-3009, Solady, and the plain string. */
export const tokenErrors: readonly ContractError[] = [
  ...errorsOf('Token', testDollarAbi),
  ...errorsOf(
    'Token',
    parseAbi([
      'error InsufficientBalance()',
      'error InsufficientAllowance()',
      'error TransferFailed()',
      'error TransferFromFailed()',
      'error ApproveFailed()',
      'error InvalidSignature()',
      'error Reentrancy()',
      'error Error(string reason)',
      'error Panic(uint256 code)',
    ]),
  ),
]

function errorsOf(contract: string, abi: readonly { readonly type: string }[]): ContractError[] {
  const errors = abi.filter((item): item is AbiError => item.type === 'error')
  return errors.map((error) => ({ contract, abi: error }))
}
