import { x402HTTPClient } from '@x402/core/http'
import type { PaymentPayload } from '@x402/core/types'
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { x402Client } from '@x402/fetch'
import type { Address, PrivateKeyAccount } from 'viem'

/** A standard client of x402 that may pay up to 5 dollars at a time. */
export function clientOf(
  account: PrivateKeyAccount,
  { chainId, asset }: { chainId: number; asset: Address },
): x402Client {
  const network = `eip155:${chainId}` as const
  return x402Client.fromConfig({
    schemes: [{ network, client: new ExactEvmScheme(account) }],
    spendControls: { allowedAssets: [{ network, asset, maxAmountPerPayment: '5000000' }] },
  })
}

/** The header of a payment for a URL, made by the standard client and changed by a test. */
export async function payFor(
  client: x402Client,
  url: string,
  change: (payload: Changeable) => void = () => {},
): Promise<Record<string, string>> {
  const http = new x402HTTPClient(client)
  const unpaid = await fetch(url)
  const terms = http.getPaymentRequiredResponse((name) => unpaid.headers.get(name), await unpaid.json())
  const payload = structuredClone(await http.createPaymentPayload(terms))
  change(payload as Changeable)
  return http.encodePaymentSignatureHeader(payload)
}

/** A payload of the scheme `exact`, to be tampered with. */
export type Changeable = PaymentPayload & {
  payload: { signature: string; authorization: Record<'from' | 'to' | 'value' | 'validBefore' | 'nonce', string> }
}
