import type { BrowserContext } from 'playwright-core'
import { createWalletClient, type Hex, hexToBigInt, http, type PrivateKeyAccount } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { announce, type Reply, tell } from './announce.ts'

/** An extension wallet as a page sees it: it really signs, and does as its owner in the test wishes. */
export type Wallet = {
  readonly account: PrivateKeyAccount
  /** The methods it was asked to sign or send with, oldest first. */
  readonly asked: readonly string[]
  /** The owner presses "Reject" on the next thing that must be signed. */
  rejectNext(): void
  /** The wallet's way to the world breaks: it answers nothing but that, until it is back. */
  mute(): void
  unmute(): void
}

type State = { chainId: number; connected: boolean; allowed: boolean; rejecting: boolean }
type Ask = { readonly method: string; readonly params: readonly unknown[] }

/** Puts a wallet into every page of a context, announced as EIP-6963 wants it. */
export async function installWallet(context: BrowserContext, options: installWallet.Options): Promise<Wallet> {
  const { rpc, chainId, key = generatePrivateKey() } = options
  const account = privateKeyToAccount(key)
  const state: State = { chainId, connected: true, allowed: false, rejecting: false }
  const asked: string[] = []
  const tellAll = (event: string, ...values: unknown[]) =>
    Promise.all(context.pages().map((page) => page.evaluate(tell, { event, values }).catch(closed)))
  await context.exposeBinding('__askWallet', (_source, ask: Ask) =>
    answer({ account, rpc, state, asked, tellAll }, ask),
  )
  await context.addInitScript(announce, { name: 'Test Wallet', rdns: 'studio.tributary.test' })
  return {
    account,
    asked,
    rejectNext: () => {
      state.rejecting = true
    },
    mute: () => {
      state.connected = false
    },
    unmute: () => {
      state.connected = true
    },
  }
}

export declare namespace installWallet {
  type Options = { readonly rpc: string; readonly chainId: number; readonly key?: Hex | undefined }
}

type Insides = {
  readonly account: PrivateKeyAccount
  readonly rpc: string
  readonly state: State
  readonly asked: string[]
  readonly tellAll: (event: string, ...values: unknown[]) => Promise<unknown>
}

async function answer(insides: Insides, ask: Ask): Promise<Reply> {
  try {
    return { result: await handle(insides, ask) }
  } catch (error) {
    if (error instanceof WalletError) return { error: { code: error.code, message: error.message } }
    return { error: { code: -32603, message: error instanceof Error ? error.message : String(error) } }
  }
}

const needsOwner = new Set(['personal_sign', 'eth_signTypedData_v4', 'eth_sendTransaction'])

async function handle(insides: Insides, ask: Ask): Promise<unknown> {
  const { state, asked } = insides
  if (!state.connected) throw new WalletError(4900, 'The wallet lost its connection.')
  if (needsOwner.has(ask.method)) {
    asked.push(ask.method)
    if (state.rejecting) {
      state.rejecting = false
      throw new WalletError(4001, 'User rejected the request.')
    }
  }
  return (await sign(insides, ask)) ?? (await connect(insides, ask)) ?? forward(insides.rpc, ask)
}

async function connect({ account, state, tellAll }: Insides, { method, params }: Ask): Promise<unknown> {
  switch (method) {
    case 'eth_requestAccounts':
      state.allowed = true
      return [account.address]
    case 'eth_accounts':
      return state.allowed ? [account.address] : []
    case 'eth_chainId':
      return `0x${state.chainId.toString(16)}`
    case 'wallet_requestPermissions':
      state.allowed = true
      return [{ parentCapability: 'eth_accounts' }]
    case 'wallet_revokePermissions':
      state.allowed = false
      return true
    case 'wallet_addEthereumChain':
    case 'wallet_switchEthereumChain': {
      const { chainId } = params[0] as { chainId: Hex }
      state.chainId = Number(chainId)
      await tellAll('chainChanged', chainId)
      return true
    }
    default:
      return undefined
  }
}

type Sent = { to?: Hex; data?: Hex; value?: Hex; gas?: Hex }

function sign({ account, rpc }: Insides, { method, params }: Ask): Promise<unknown> | undefined {
  if (method === 'personal_sign') return account.signMessage({ message: { raw: params[0] as Hex } })
  if (method === 'eth_signTypedData_v4') return account.signTypedData(JSON.parse(params[1] as string))
  if (method !== 'eth_sendTransaction') return undefined
  const { to, data, value, gas } = params[0] as Sent
  const client = createWalletClient({ account, transport: http(rpc) })
  return client.sendTransaction({
    chain: null,
    ...(to && { to }),
    ...(data && { data }),
    ...(value && { value: hexToBigInt(value) }),
    ...(gas && { gas: hexToBigInt(gas) }),
  })
}

async function forward(rpc: string, { method, params }: Ask): Promise<unknown> {
  const response = await fetch(rpc, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = (await response.json()) as { result?: unknown; error?: { code: number; message: string } }
  if (error) throw new WalletError(error.code, error.message)
  return result
}

/** A page that was closed in the meantime need not be told. */
function closed(): void {}

class WalletError extends Error {
  override readonly name = 'WalletError'
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
