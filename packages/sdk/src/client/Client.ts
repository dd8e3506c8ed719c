import { BaseError } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import { type Chain, createPublicClient, defineChain, type Hex, http, type LocalAccount, type PublicClient } from 'viem'
import { addresses, type Deployment } from '../deploy/Deployment.ts'
import type { Journal } from '../journal/Journal.ts'
import { explained } from './explain.ts'
import { type Turns, turnsOf } from './Turns.ts'
import { assertOwnKey, developmentChains } from './wellKnownKeys.ts'

/** Everything a verb needs: a chain, the contracts on it, and what to sign, keep and remember with. */
export type Client = {
  readonly rpc: string
  readonly chainId: number
  /** Hash of block 0: two chains of the same number are told apart by it. */
  readonly genesis: Hex
  readonly public: PublicClient
  readonly deployment: Deployment
  /** Who signs and pays gas; verbs that only read need none. */
  readonly account: LocalAccount | undefined
  /** Holds the preimages of works and trees; verbs that pay or sell need it. */
  readonly store: Store.Store | undefined
  /** Remembers what was sent; only calls with a `key` need it. */
  readonly journal: Journal | undefined
  /** Lets one transaction of an account be sent at a time, and one payment use an allowance. */
  readonly turns: Turns
}

/**
 * Connects to a chain on which the contracts stand.
 *
 * - Checks the chain id, the genesis when one is expected, and that every contract is where it must be.
 * - Refuses well-known test keys except on development chains.
 *
 * @example
 * ```ts
 * import { connect } from '@tributary/sdk'
 *
 * const client = await connect({ rpc: 'http://127.0.0.1:8545', chainId: 31337 })
 * ```
 */
export async function connect(options: connect.Options): Promise<Client> {
  const client = await reach(options)
  const missing = await findMissing(client)
  if (missing.length > 0) throw new NotDeployedError({ rpc: client.rpc, chainId: client.chainId, missing })
  return client
}

export declare namespace connect {
  type Options = {
    readonly rpc: string
    /** Another chain is an error. */
    readonly chainId?: number | undefined
    /** Hash of block 0 as it was seen before; another one means that the chain was reset. */
    readonly genesis?: Hex | undefined
    readonly account?: LocalAccount | undefined
    readonly store?: Store.Store | undefined
    readonly journal?: Journal | undefined
    /** Addresses, where they are not the ones that every chain has. */
    readonly deployment?: Deployment | undefined
    /** How often a request that found no answer is tried again; 2 by default. */
    readonly retries?: number | undefined
  }
  type ErrorType = WrongChainError | ChainResetError | NotDeployedError
}

/** Connects without asking for the contracts, as `deploy` must. */
export async function reach(options: connect.Options): Promise<Client> {
  const { rpc, account, store, journal, retries = 2 } = options
  const transport = http(rpc, { batch: { batchSize: 100 }, retryCount: retries, retryDelay: 100, timeout: 30_000 })
  const chainId = await explained(createPublicClient({ transport }).getChainId(), { rpc })
  if (options.chainId !== undefined && options.chainId !== chainId) {
    throw new WrongChainError({ rpc, chainId, expected: options.chainId })
  }
  if (account) assertOwnKey(account.address, chainId)
  const pollingInterval = developmentChains.includes(chainId) ? 20 : 1_000
  const client = createPublicClient({ chain: chainOf(chainId, rpc), transport, pollingInterval, cacheTime: 0 })
  const genesis = (await explained(client.getBlock({ blockNumber: 0n }), { rpc })).hash
  if (options.genesis !== undefined && options.genesis !== genesis) {
    throw new ChainResetError({ rpc, genesis, expected: options.genesis })
  }
  const deployment = options.deployment ?? addresses()
  return { rpc, chainId, genesis, public: client, deployment, account, store, journal, turns: turnsOf(genesis) }
}

/** The same client with another account, store or journal. */
export function as(client: Client, change: Partial<Pick<Client, 'account' | 'store' | 'journal'>>): Client {
  if (change.account) assertOwnKey(change.account.address, client.chainId)
  return { ...client, ...change }
}

/** The account of a client that must have one. */
export function accountOf(client: Client, verb: string): LocalAccount {
  if (client.account === undefined) throw new NoAccountError({ verb })
  return client.account
}

/** The store of a client that must have one. */
export function storeOf(client: Client, verb: string): Store.Store {
  if (client.store === undefined) throw new NoStoreError({ verb })
  return client.store
}

async function findMissing(client: Client): Promise<string[]> {
  const contracts = Object.entries(client.deployment)
  const codes = await Promise.all(contracts.map(([, address]) => explained(client.public.getCode({ address }), client)))
  return contracts
    .filter((_, index) => (codes[index] ?? '0x') === '0x')
    .map(([name, address]) => `${name} (${address})`)
}

function chainOf(id: number, rpc: string): Chain {
  const nativeCurrency = { name: 'Ether', symbol: 'ETH', decimals: 18 }
  return defineChain({ id, name: `Chain ${id}`, nativeCurrency, rpcUrls: { default: { http: [rpc] } } })
}

/** The RPC serves another chain than was asked for. */
export class WrongChainError extends BaseError {
  override readonly name = 'Client.WrongChainError'
  readonly retry = false
  constructor({ rpc, chainId, expected }: { rpc: string; chainId: number; expected: number }) {
    super(`${rpc} is chain ${chainId}; it must be chain ${expected}.`, {
      hint: 'Check the RPC address or the chain id.',
    })
  }
}

/** The chain has the right number but is not the one that was used before. */
export class ChainResetError extends BaseError {
  override readonly name = 'Client.ChainResetError'
  readonly retry = false
  constructor({ rpc, genesis, expected }: { rpc: string; genesis: Hex; expected: Hex }) {
    super(`The chain at ${rpc} was reset: its first block is ${genesis}; it was ${expected}.`, {
      hint: 'Start the chain of this home, or use a new home: what the journal remembers never happened on this chain.',
    })
  }
}

/** Contracts are missing on this chain. */
export class NotDeployedError extends BaseError {
  override readonly name = 'Client.NotDeployedError'
  readonly retry = false
  constructor({ rpc, chainId, missing }: { rpc: string; chainId: number; missing: readonly string[] }) {
    super(`Chain ${chainId} at ${rpc} has no code at ${missing.join(', ')}.`, {
      hint: 'Deploy first (tributary deploy --rpc <url>), or check the RPC address.',
    })
  }
}

/** A verb that signs was called without an account. */
export class NoAccountError extends BaseError {
  override readonly name = 'Client.NoAccountError'
  readonly retry = false
  constructor({ verb }: { verb: string }) {
    super(`${verb} sends a transaction or signs, but the client has no account.`, {
      hint: 'Pass `account` to connect().',
    })
  }
}

/** A verb that needs preimages was called without a store. */
export class NoStoreError extends BaseError {
  override readonly name = 'Client.NoStoreError'
  readonly retry = false
  constructor({ verb }: { verb: string }) {
    super(`${verb} needs the preimages of works and trees, but the client has no store.`, {
      hint: 'Pass `store` to connect(): money for a work whose lineage nobody can show would be locked.',
    })
  }
}
