import { BaseError } from '@tributary/protocol'
import { type Address, formatEther, type Hex, keccak256, type TransactionReceipt } from 'viem'
import * as Journal from '../journal/Journal.ts'
import { accountOf, type Client } from './Client.ts'
import { explained } from './explain.ts'
import { developmentChains } from './wellKnownKeys.ts'

/** A call of a contract that any key may submit. */
export type Call = {
  readonly to: Address
  readonly data: Hex
  readonly value?: bigint | undefined
  /** The verb, for messages. */
  readonly verb: string
  /** Whether parts of it may fail without failing it: too little gas would then skip them instead of failing. */
  readonly skips?: boolean | undefined
}

/** What every verb takes beside its own parameters. */
export type Once = {
  /**
   * A name for this act. With a key and a journal it happens at most once, however often it is tried: what was signed
   * is kept before it is sent, and after a crash the same transaction is sent again or found on the chain.
   */
  readonly key?: string | undefined
}

/** The facts of a transaction. */
export type Sent = {
  readonly hash: Hex
  readonly block: bigint
  readonly gas: bigint
  /** Unit: wei. */
  readonly fee: bigint
  readonly receipt: TransactionReceipt
}

/** How long to wait until a transaction is in a block. */
const patienceMs = 120_000

/** Simulates a call, sends it and waits until it is in a block. Throws what the contract says when it refuses. */
export async function send(client: Client, call: Call, { key }: Once = {}): Promise<Sent> {
  const { address } = accountOf(client, call.verb)
  if (key === undefined)
    return client.turns(address, async () => settle(client, call, await broadcast(client, await sign(client, call))))
  if (client.journal === undefined) throw new Journal.NoJournalError({ verb: call.verb })
  return client.turns(address, () => sendOnce(client, client.journal!, call, key))
}

type Signed = {
  readonly hash: Hex
  readonly raw: Hex
  readonly nonce: number
  /** Names the call, so that one key cannot stand for two. */
  readonly call: Hex
}

/**
 * A transaction that was signed under this key can happen at most once, since its nonce can be used once. So the only
 * question after a crash is whether that nonce was used, and by which transaction.
 */
async function sendOnce(client: Client, journal: Journal.Journal, call: Call, key: string): Promise<Sent> {
  const kept = await recall(client, call, key)
  const found = kept && (await resume(client, call, kept, key))
  if (found) return found
  const signed = { ...(await sign(client, call)), call: nameOf(call) }
  await journal.write({ step: stepOf(client, call, key), kind: `transaction.${call.verb}`, value: signed })
  return settle(client, call, await broadcast(client, signed))
}

/** The transaction that was sent under this key, if it happened. */
export async function findSent(client: Client, call: Call, key: string): Promise<Sent | undefined> {
  const kept = await recall(client, call, key)
  const receipt = kept && (await findReceipt(client, kept.hash))
  return receipt?.status === 'success' ? happened(kept!, call, key, receipt) : undefined
}

async function recall(client: Client, call: Call, key: string): Promise<Signed | undefined> {
  return (await client.journal?.read(stepOf(client, call, key))) as Signed | undefined
}

function stepOf(client: Client, { verb }: Call, key: string): Hex {
  return Journal.id('transaction', { key, chain: client.genesis, from: accountOf(client, verb).address })
}

function nameOf({ to, data, value }: Call): Hex {
  return Journal.id('call', { to, data, value })
}

/** What became of a transaction that was signed before; undefined when it never happened and may be replaced. */
async function resume(client: Client, call: Call, kept: Signed, key: string): Promise<Sent | undefined> {
  const { address } = accountOf(client, call.verb)
  // The nonce first: a receipt read afterwards is at least as new.
  const next = await explained(client.public.getTransactionCount({ address, blockTag: 'latest' }), client)
  const receipt = await findReceipt(client, kept.hash)
  if (receipt) return receipt.status === 'success' ? happened(kept, call, key, receipt) : undefined
  if (next > kept.nonce || kept.call !== nameOf(call)) return undefined
  // Transactions before it are gone too: a chain that lost its last blocks and its pool, as anvil does when killed.
  if (next < kept.nonce && developmentChains.includes(client.chainId)) return undefined
  return settle(client, call, await broadcast(client, kept))
}

function happened(kept: Signed, call: Call, key: string, receipt: TransactionReceipt): Sent {
  if (kept.call !== nameOf(call)) throw new KeyTakenError({ key, verb: call.verb, hash: kept.hash })
  return facts(receipt)
}

/** A transaction under the next nonce: one of the same key that waits in the pool is replaced, never doubled. */
async function sign(client: Client, call: Call): Promise<Omit<Signed, 'call'>> {
  const account = accountOf(client, call.verb)
  const { address } = account
  const gas = await gasOf(client, call, address)
  const fees = await explained(client.public.estimateFeesPerGas(), client)
  const nonce = await explained(client.public.getTransactionCount({ address, blockTag: 'pending' }), client)
  await assertFunded(client, address, gas * fees.maxFeePerGas + (call.value ?? 0n))
  const { to, data, value = 0n } = call
  const raw = await account.signTransaction({
    type: 'eip1559',
    chainId: client.chainId,
    to,
    data,
    value,
    nonce,
    gas,
    ...fees,
  })
  return { hash: keccak256(raw), raw, nonce }
}

/** Simulates the call and says how much gas to send it with. Throws what the contract says when it refuses. */
async function gasOf(client: Client, call: Call, account: Address): Promise<bigint> {
  const { to, data, value = 0n, skips = false } = call
  // As in the next block: its time counts, and what this account sent before.
  const request = { account, to, data, value, blockTag: 'pending' } as const
  const answer = await explained(client.public.call(request), client)
  const estimate = await explained(client.public.estimateGas(request), client)
  // State may move a little before it is mined.
  if (!skips) return estimate + estimate / 5n
  const { gasLimit } = await explained(client.public.getBlock(), client)
  for (let gas = estimate + estimate / 2n + 100_000n; gas < gasLimit; gas *= 2n) {
    const limited = await client.public.call({ ...request, gas }).catch(() => undefined)
    if (limited?.data === answer.data) return gas
  }
  return gasLimit
}

/** Nodes say this in many ways, and some only after the transaction was signed and kept. */
async function assertFunded(client: Client, address: Address, needed: bigint): Promise<void> {
  const balance = await explained(client.public.getBalance({ address }), client)
  if (balance < needed) throw new NoGasMoneyError({ address, balance, needed })
}

async function broadcast(client: Client, { raw, hash }: Pick<Signed, 'raw' | 'hash'>): Promise<Hex> {
  try {
    await explained(client.public.sendRawTransaction({ serializedTransaction: raw }), client)
  } catch (error) {
    if (!(await isKnown(client, hash))) throw error
  }
  return hash
}

/** A node that has a transaction already refuses to take it again, in words of its own. */
async function isKnown(client: Client, hash: Hex): Promise<boolean> {
  return client.public.getTransaction({ hash }).then(
    () => true,
    () => false,
  )
}

async function settle(client: Client, call: Call, hash: Hex): Promise<Sent> {
  const receipt = await waitFor(client, call, hash)
  if (receipt.status === 'success') return facts(receipt)
  // Simulated at the block before: the chain changed between the simulation and the block. Ask again why.
  const { to, data, value } = call
  const { address } = accountOf(client, call.verb)
  await explained(client.public.call({ account: address, to, data, ...(value === undefined ? {} : { value }) }), client)
  throw new FailedInBlockError({ verb: call.verb, hash })
}

/** A node that stops answering is an error at once; who tries again with the same key goes on here. */
async function waitFor(client: Client, { verb }: Call, hash: Hex): Promise<TransactionReceipt> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    const receipt = await findReceipt(client, hash)
    if (receipt) return receipt
    await new Promise((resolve) => setTimeout(resolve, client.public.pollingInterval))
  }
  throw new NotMinedError({ verb, hash })
}

async function findReceipt(client: Client, hash: Hex): Promise<TransactionReceipt | undefined> {
  const answer = client.public.request({ method: 'eth_getTransactionReceipt', params: [hash] })
  const found = await explained(answer, client)
  return found === null ? undefined : client.public.getTransactionReceipt({ hash })
}

function facts(receipt: TransactionReceipt): Sent {
  const { transactionHash: hash, blockNumber: block, gasUsed: gas, effectiveGasPrice } = receipt
  return { hash, block, gas, fee: gas * effectiveGasPrice, receipt }
}

/** One key was given to two acts. */
export class KeyTakenError extends BaseError {
  override readonly name = 'Client.KeyTakenError'
  readonly retry = false
  constructor({ key, verb, hash }: { key: string; verb: string; hash: Hex }) {
    super(`The key "${key}" stands for the transaction ${hash}, which did something else than this ${verb}.`, {
      hint: 'A key names one act for ever: choose another one.',
    })
  }
}

/** The account cannot pay for gas and value. */
export class NoGasMoneyError extends BaseError {
  override readonly name = 'Client.NoGasMoneyError'
  readonly retry = false
  constructor({ address, balance, needed }: { address: Address; balance: bigint; needed: bigint }) {
    super(`${address} has ${formatEther(balance)} ether; this transaction may need ${formatEther(needed)}.`, {
      hint: 'Send ether to it, or let a relayer submit the call.',
    })
  }
}

/** A transaction was sent, but no block took it so far. */
export class NotMinedError extends BaseError {
  override readonly name = 'Client.NotMinedError'
  readonly retry = true
  constructor({ verb, hash }: { verb: string; hash: Hex }) {
    super(`The transaction ${hash} (${verb}) is in no block after ${patienceMs / 1000} seconds.`, {
      hint: 'The chain may be busy. With a key, run the same call again: it waits for this transaction.',
    })
  }
}

/** A transaction failed in its block though it would succeed now. */
export class FailedInBlockError extends BaseError {
  override readonly name = 'Client.FailedInBlockError'
  readonly retry = true
  constructor({ verb, hash }: { verb: string; hash: Hex }) {
    super(`The transaction ${hash} (${verb}) failed in its block, though it succeeds in a simulation now.`, {
      hint: 'Somebody else was quicker, or it ran out of gas. Try again.',
    })
  }
}
