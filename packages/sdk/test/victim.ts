/**
 * Plays one scenario in a process of its own, and kills itself at a given moment: after the n-th entry of the journal,
 * or after the n-th transaction that the node took. The moment comes on the command line as JSON, the result on stdout.
 */
import { join } from 'node:path'
import { Model } from '@tributary/engine'
import { Account, Offer } from '@tributary/protocol'
import { FileStore } from '@tributary/provenance/node'
import type { Address, Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import * as sdk from '../src/index.ts'
import { FileJournal, Identity, Keystore } from '../src/node/index.ts'

export type Orders = {
  readonly scenario: 'publish' | 'buy' | 'claim' | 'pay'
  readonly folder: string
  readonly rpc: string
  readonly key: Hex
  readonly work: Hex
  readonly token: Address
  /** Of a model, to publish an output with. */
  readonly modelKey?: Hex
  readonly modelFile?: string
  readonly offer?: { readonly terms: unknown; readonly signature: Hex }
  readonly killAfterEntry?: number
  readonly killAfterSend?: number
}

const orders = JSON.parse(process.argv[2]!) as Orders
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('killed')
}

const journal = mortal(FileJournal.open(join(orders.folder, 'journal.jsonl')))
watchSends()
const store = await FileStore.open(join(orders.folder, 'store'))
const account = privateKeyToAccount(orders.key)
const client = await sdk.connect({ rpc: orders.rpc, account, store, journal })
const { work, token } = orders

if (orders.scenario === 'pay') {
  const { credited, hash } = await sdk.pay(client, { work, token, amount: 4_000_000n, key: 'invoice 17' })
  done({ credited: `${credited}`, hash })
} else if (orders.scenario === 'buy') {
  const { terms, signature } = orders.offer!
  const { license, hash } = await sdk.buy(client, { offer: Offer.parse(terms), signature, key: 'order 4' })
  done({ license: `${license}`, hash })
} else if (orders.scenario === 'claim') {
  const { amount } = await sdk.claimAll(client, { token, account: account.address, key: 'payday' })
  done({ amount: `${amount}` })
} else {
  const keys = Keystore.open({ path: join(orders.folder, 'keys.json') })
  const folder = join(orders.folder, 'identity')
  const { issuer, credentials } = await Identity.open({ keys, folder, organization: 'Studio Delta' })
  const { readFileSync } = await import('node:fs')
  const draft = sdk.draftOutput({
    name: 'Dusk 7',
    weights: Model.parse(readFileSync(orders.modelFile!)),
    recipe: { seed: 7, style: 'ada', width: 32, height: 32 },
    origin: { model: work, key: privateKeyToAccount(orders.modelKey!) },
    author: Account.from({ address: account.address }),
  })
  const { id, signed } = await sdk.publishWork({ client, issuer, credentials }, draft, { as: 'mint', anchor: true })
  done({ id, signed: signed!.sha256 })
}

function done(result: Record<string, string>): void {
  process.stdout.write(JSON.stringify(result))
}

function mortal(inner: sdk.Journal.Journal): sdk.Journal.Journal {
  let entries = 0
  const write = async (entry: sdk.Journal.Entry): Promise<void> => {
    await inner.write(entry)
    entries += 1
    if (entries === orders.killAfterEntry) die()
  }
  return { ...inner, write }
}

function watchSends(): void {
  const inner = globalThis.fetch
  let sends = 0
  globalThis.fetch = async (input, init) => {
    const isSend = String(init?.body ?? '').includes('eth_sendRawTransaction')
    const response = await inner(input, init)
    if (isSend) sends += 1
    if (isSend && sends === orders.killAfterSend) die()
    return response
  }
}
