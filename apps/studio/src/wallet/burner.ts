import {
  type Address,
  type Chain,
  createWalletClient,
  type Hex,
  http,
  numberToHex,
  type TypedDataDefinition,
} from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { createConnector } from 'wagmi'
import { BaseError } from '../BaseError.ts'

export const burnerId = 'burner'
const key = 'tributary.burner'

type Request = { readonly method: string; readonly params?: readonly unknown[] }
type Provider = { readonly request: (request: Request) => Promise<unknown> }
type Transaction = { readonly to: Address; readonly data?: Hex; readonly value?: Hex; readonly gas?: Hex }

/** A wallet whose key lies in this browser: for the embedded chain, where money is play money. */
export function burner() {
  return createConnector<Provider>((config) => {
    const chain = config.chains[0]
    let provider: Provider | undefined
    const addresses = () => [open().address] as const
    return {
      id: burnerId,
      name: 'Wallet in this browser',
      type: burnerId,
      // One account and no capabilities, whichever form is asked for.
      connect: async () => ({ accounts: addresses() as never, chainId: chain.id }),
      disconnect: async () => {},
      getAccounts: async () => addresses(),
      getChainId: async () => chain.id,
      getProvider: async () => (provider ??= { request: answerer(open(), chain) }),
      isAuthorized: async () => localStorage.getItem(key) !== null,
      switchChain: async () => chain,
      onAccountsChanged() {},
      onChainChanged() {},
      onDisconnect: () => config.emitter.emit('disconnect'),
    }
  })
}

/** The key of this browser, made when it is first wanted. */
function open(): PrivateKeyAccount {
  const kept = localStorage.getItem(key)
  if (kept) return privateKeyToAccount(kept as Hex)
  const fresh = generatePrivateKey()
  localStorage.setItem(key, fresh)
  return privateKeyToAccount(fresh)
}

/** What a wallet answers (EIP-1193). Whatever needs no key goes to the chain. */
function answerer(account: PrivateKeyAccount, chain: Chain): Provider['request'] {
  const client = createWalletClient({ account, chain, transport: http() })
  return async ({ method, params = [] }) => {
    switch (method) {
      case 'eth_accounts':
      case 'eth_requestAccounts':
        return [account.address]
      case 'eth_chainId':
        return numberToHex(chain.id)
      case 'personal_sign':
        return account.signMessage({ message: { raw: params[0] as Hex } })
      case 'eth_signTypedData_v4':
        return account.signTypedData(JSON.parse(params[1] as string) as TypedDataDefinition)
      case 'eth_sendTransaction':
        return client.sendTransaction(toTransaction(params[0] as Transaction))
      case 'wallet_switchEthereumChain':
        return null
      default:
        if (method.startsWith('wallet_')) throw new UnsupportedMethodError(method)
        return client.request({ method, params } as never)
    }
  }
}

function toTransaction({ to, data, value, gas }: Transaction) {
  return { to, ...(data && { data }), ...(value && { value: BigInt(value) }), ...(gas && { gas: BigInt(gas) }) }
}

/** A page asked the wallet of this browser for something that it does not do. */
class UnsupportedMethodError extends BaseError {
  override readonly name = 'wallet.UnsupportedMethodError'
  /** As EIP-1193 numbers it. */
  readonly code = 4200

  constructor(method: string) {
    super(`The wallet in this browser does not know ${method}.`, { hint: 'Connect another wallet.' })
  }
}
