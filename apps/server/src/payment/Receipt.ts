import { TypedData } from '@tributary/protocol'
import { type Address, type Hex, isAddressEqual, recoverTypedDataAddress } from 'viem'
import { z } from 'zod'
import type { Door } from './Door.ts'

const types = {
  Receipt: [
    { name: 'checkout', type: 'address' },
    { name: 'offer', type: 'bytes32' },
    { name: 'resource', type: 'bytes32' },
    { name: 'work', type: 'bytes32' },
    { name: 'payer', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
    { name: 'license', type: 'uint256' },
    { name: 'transaction', type: 'bytes32' },
    { name: 'time', type: 'uint64' },
  ],
} as const

const hash = z.custom<Hex>((value) => /^0x[0-9a-f]{64}$/.test(String(value)))
const address = z.custom<Address>((value) => /^0x[0-9a-fA-F]{40}$/.test(String(value)))
const uint = z.string().regex(/^\d{1,78}$/)

/** What a payer got for its money, signed by the studio's gateway (EIP-712): it can be shown to anybody, without us. */
export const receipt = z.object({
  checkout: address,
  offer: hash,
  resource: hash,
  work: hash,
  payer: address,
  nonce: hash,
  token: address,
  /** Token-wei. */
  amount: uint,
  license: hash,
  transaction: hash,
  time: z.number().int(),
  chainId: z.number().int(),
  signer: address,
  signature: z.custom<Hex>((value) => /^0x([0-9a-f]{2})+$/.test(String(value))),
})
export type Receipt = z.infer<typeof receipt>

/** Signs a receipt with the gateway's key. */
export async function sign(door: Door, unsigned: Omit<Receipt, 'chainId' | 'signer' | 'signature'>): Promise<Receipt> {
  const { chainId } = door.relayer
  const signature = await door.gateway.signTypedData(typedData(door, unsigned))
  return { ...unsigned, chainId, signer: door.gateway.address, signature }
}

/** Whether this studio signed a receipt. */
export async function isOurs(door: Door, given: Receipt): Promise<boolean> {
  if (given.chainId !== door.relayer.chainId) return false
  const { signature } = given
  const signer = await recoverTypedDataAddress({ ...typedData(door, given), signature }).catch(() => undefined)
  return signer !== undefined && isAddressEqual(signer, door.gateway.address)
}

function typedData({ relayer }: Door, fields: Omit<Receipt, 'chainId' | 'signer' | 'signature'>) {
  const { amount, license, time } = fields
  const message = { ...fields, amount: BigInt(amount), license: BigInt(license), time: BigInt(time) }
  const domain = TypedData.domain({ chainId: relayer.chainId, verifyingContract: relayer.deployment.checkouts })
  return { domain, types, primaryType: 'Receipt', message } as const
}
