import { explained } from '@tributary/sdk'
import {
  type Address,
  encodeAbiParameters,
  type Hex,
  isAddressEqual,
  keccak256,
  parseAbi,
  parseEventLogs,
  type TransactionReceipt,
} from 'viem'
import type { Door } from './Door.ts'
import type { PaymentId } from './Payments.ts'

/** Money that came to a checkout without a purchase: from another facilitator, or sent by hand. */
export type Transfer = PaymentId & {
  readonly token: Address
  /** Unit: token-wei. */
  readonly amount: bigint
  readonly transaction: Hex
  readonly block: bigint
}

const abi = parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce)',
  'function authorizationState(address authorizer, bytes32 nonce) view returns (bool)',
])

/**
 * The transfers of a token to a checkout in a transaction, each with the nonce that names it.
 *
 * EIP-3009 tokens say `AuthorizationUsed` right before the transfer that it stands for; only that pair counts, else one
 * transfer could be shown for several authorizations. A transfer without is named by its place on the chain.
 *
 * Rule: R-24.
 */
export function transfersIn(
  receipt: TransactionReceipt,
  { token, checkout }: { token: Address; checkout: Address },
): Transfer[] {
  const own = receipt.logs.filter(({ address }) => isAddressEqual(address, token))
  const events = parseEventLogs({ abi, eventName: ['Transfer', 'AuthorizationUsed'], logs: own })
  return events.flatMap((event, index): Transfer[] => {
    if (event.eventName !== 'Transfer' || !isAddressEqual(event.args.to, checkout)) return []
    const { from: payer, value: amount } = event.args
    const before = events[index - 1]
    const isPair =
      before?.eventName === 'AuthorizationUsed' &&
      before.logIndex === event.logIndex - 1 &&
      isAddressEqual(before.args.authorizer, payer)
    const nonce = isPair ? before.args.nonce : placeOf(receipt.transactionHash, event.logIndex)
    return [{ checkout, payer, nonce, token, amount, transaction: receipt.transactionHash, block: receipt.blockNumber }]
  })
}

/** Names a transfer that carries no nonce: its transaction and its place among the events. */
function placeOf(transaction: Hex, logIndex: number): Hex {
  const types = [{ type: 'bytes32' }, { type: 'uint256' }] as const
  return keccak256(encodeAbiParameters(types, [transaction, BigInt(logIndex)]))
}

/** The bare transfer that used an authorization, or undefined when none reached the checkout. */
export async function findTransfer(
  { relayer }: Door,
  { token, block, ...id }: PaymentId & { token: Address; block: bigint },
): Promise<Transfer | undefined> {
  const args = { authorizer: id.payer, nonce: id.nonce }
  const search = {
    abi,
    address: token,
    eventName: 'AuthorizationUsed',
    args,
    fromBlock: block,
    toBlock: 'latest',
  } as const
  const [used] = await explained(relayer.public.getContractEvents(search), relayer)
  if (used === undefined) return undefined
  const receipt = await explained(relayer.public.getTransactionReceipt({ hash: used.transactionHash }), relayer)
  return transfersIn(receipt, { token, checkout: id.checkout }).find(({ nonce }) => nonce === id.nonce)
}

/** Whether an authorization's nonce was used up: by a transfer, or by its payer's cancelling. */
export function isUsed({ relayer }: Door, token: Address, { payer, nonce }: PaymentId): Promise<boolean> {
  const question = { abi, address: token, functionName: 'authorizationState', args: [payer, nonce] } as const
  return explained(relayer.public.readContract(question), relayer)
}
