// Fills a development chain for benchmarks: `node lab/bench/fill.ts <rpc> <works> <payments>`.
// Deterministic but for the signer: the same numbers give the same works, creators and payments.
import { Account, Flow, ledgerAbi, testDollarAbi, Work, worksAbi } from '@tributary/protocol'
import { type Client, deploy, deployTestDollar, reach } from '@tributary/sdk'
import {
  type Address,
  createTestClient,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  maxUint256,
  numberToHex,
  parseEther,
  toHex,
} from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'

const works = 100
const gasLimit = 25_000_000n
/** Each so many works there is a model, of which those after it are outputs. */
const perModel = 20
const creators = 1_000

/** What a chain was filled with. */
export type Filled = { readonly ids: readonly Hex[]; readonly creators: readonly Address[]; readonly dollar: Address }

/** Publishes works in batches of 100 and pays every so many of them, in batches of 100. */
export async function fill(rpc: string, { count, payments, first = 0, onProgress }: fill.Options): Promise<Filled> {
  const sender = await openSender(rpc)
  const made = makeWorks(sender.client, count, first)
  for (const [index, batch] of batches(made).entries()) {
    await sender.send(sender.client.deployment.works, publishCall(batch))
    onProgress?.('works', (index + 1) * works)
  }
  const ids = made.map((work) => Work.id(work))
  for (const [index, batch] of batches(Array.from({ length: payments }, (_, index) => index)).entries()) {
    await sender.send(sender.client.deployment.ledger, payCall(ids, sender.dollar, batch))
    onProgress?.('payments', (index + 1) * works)
  }
  return { ids, creators: Array.from({ length: creators }, (_, index) => creatorAt(index)), dollar: sender.dollar }
}

export declare namespace fill {
  type Options = {
    readonly count: number
    readonly payments: number
    /** The number of the first work: another one makes other works. */
    readonly first?: number
    readonly onProgress?: (what: 'works' | 'payments', done: number) => void
  }
}

/** Models owe an account; outputs owe their model, and an account. */
export function makeWorks(client: Client, count: number, first = 0): Work.Work[] {
  const home = Account.from({ chainId: client.chainId, address: client.deployment.works })
  let model: Hex | undefined
  return Array.from({ length: count }, (_, index) => {
    const record = keccak256(toHex(`bench ${first + index}`))
    const creator = Account.from({ address: creatorAt(index % creators) })
    const author = Flow.toAccount(Account.from({ address: creatorAt((index * 7) % creators) }), 50_000)
    const isModel = index % perModel === 0
    const flows = isModel || model === undefined ? [author] : [Flow.toWork(model, 100_000), author]
    const work = Work.from({
      creator,
      home,
      record,
      resale: 100_000,
      flows,
      ...(!isModel && model && { origin: model }),
    })
    if (isModel) model = Work.id(work)
    return work
  })
}

/** An address that nobody has the key of, by its number. */
function creatorAt(index: number): Address {
  return numberToHex(0xc0ffee_0000_0000n + BigInt(index), { size: 20 })
}

type Sender = {
  readonly client: Client
  readonly dollar: Address
  /** Sends at once and lets the chain make a block of it; the next waits only until it is taken. */
  readonly send: (to: Address, data: Hex) => Promise<void>
}

async function openSender(rpc: string): Promise<Sender> {
  const account = privateKeyToAccount(generatePrivateKey())
  const test = createTestClient({ mode: 'anvil', transport: http(rpc) })
  await test.setBalance({ address: account.address, value: parseEther('1000000') })
  const client = await reach({ rpc, account })
  await deploy(client)
  const { address: dollar } = await deployTestDollar(client)
  const send = sendFrom(client, account, await client.public.getTransactionCount({ address: account.address }))
  const mint = { abi: testDollarAbi, functionName: 'mint', args: [account.address, 10n ** 15n] } as const
  await send(dollar, encodeFunctionData(mint))
  const approve = { abi: testDollarAbi, functionName: 'approve', args: [client.deployment.ledger, maxUint256] } as const
  await send(dollar, encodeFunctionData(approve))
  return { client, dollar, send }
}

function sendFrom(client: Client, account: PrivateKeyAccount, first: number): Sender['send'] {
  let nonce = first
  const fees = { maxFeePerGas: parseEther('0.0000001'), maxPriorityFeePerGas: 1n }
  return async (to, data) => {
    const request = { type: 'eip1559', chainId: client.chainId, to, data, nonce, gas: gasLimit, ...fees } as const
    const serializedTransaction = await account.signTransaction(request)
    await client.public.sendRawTransaction({ serializedTransaction })
    nonce += 1
  }
}

function publishCall(batch: readonly Work.Work[]): Hex {
  return encodeFunctionData({ abi: worksAbi, functionName: 'publish', args: [batch.map(Work.toAbi)] })
}

/** The n-th payment goes to every seventh work, so that some earn much and many nothing. */
function payCall(ids: readonly Hex[], token: Address, batch: readonly number[]): Hex {
  const payments = batch.map((index) => ({
    bucket: ids[(index * 7) % ids.length]!,
    token,
    amount: BigInt(1_000_000 + (index % 100) * 10_000),
  }))
  return encodeFunctionData({ abi: ledgerAbi, functionName: 'payMany', args: [payments] })
}

function batches<item>(items: readonly item[]): item[][] {
  return Array.from({ length: Math.ceil(items.length / works) }, (_, at) => items.slice(at * works, (at + 1) * works))
}

if (import.meta.main) {
  const [rpc = 'http://127.0.0.1:8545', count = '100000', payments = '20000'] = process.argv.slice(2)
  const begin = Date.now()
  const onProgress = (what: string, done: number): void => {
    if (done % 5_000 === 0) console.log(`${what}: ${done}, ${((Date.now() - begin) / 1000).toFixed(1)} s`)
  }
  const { ids } = await fill(rpc, { count: Number(count), payments: Number(payments), onProgress })
  console.log(`${ids.length} works, the first is ${ids[0]}`)
}
