// What the examples of the doors begin with: a studio that runs, a poem for sale in it, and somebody with play money.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Amount, Rights, testDollarAbi } from '@tributary/protocol'
import { draftImport, publishWork, signOffer } from '@tributary/sdk'
import { ensureHome, Offers, Port } from '@tributary/sdk/node'
import { type Address, createWalletClient, type Hex, http, parseEther } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { openPlayground, type Playground } from './openPlayground.ts'

/** A studio that answers over HTTP. */
export type Shop = AsyncDisposable & {
  readonly url: string
  readonly dollar: Address
  /** Id of the poem, which may be displayed for two dollars. */
  readonly work: Hex
  /** Has ten dollars, and ether for a transaction or two. */
  readonly buyer: PrivateKeyAccount
}

/** Opens a shop in a folder: publishes and offers first, then starts the server on the same home. */
export async function openShop(folder: string): Promise<Shop> {
  const home = join(folder, 'home')
  const stocked = await stock(folder, home)
  const port = await Port.findFree()
  const main = new URL('../apps/server/src/main.ts', import.meta.url).pathname
  const flags = ['--home', home, '--port', `${port}`, '--json']
  const server = spawn(process.execPath, [main, 'serve', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: server.stdout })) {
    if ((JSON.parse(line) as { event: string }).event === 'indexed') break
  }
  return {
    ...stocked,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGINT')
      if (server.exitCode === null) await once(server, 'exit')
    },
  }
}

async function stock(folder: string, home: string): Promise<Pick<Shop, 'dollar' | 'work' | 'buyer'>> {
  await using playground = await openPlayground(folder)
  const { studio, dollar, key } = playground
  ensureHome(home)
  const poem = new TextEncoder().encode('The river knows\nwhere it came from.\n')
  const content = { bytes: poem, mediaType: 'text/plain', name: 'river.txt' }
  const { id: work } = await publishWork(studio, draftImport({ name: 'River', content }))
  const terms = { price: Amount.parse('2', 6), rights: Rights.from(['display']), supply: 100 }
  Offers.keep(home, await signOffer(studio.client, { work, token: dollar, ...terms, gateway: key('gateway').address }))
  await giveMoney(playground, key('buyer').address)
  return { dollar, work, buyer: key('buyer') }
}

async function giveMoney({ studio, dollar }: Playground, to: Address): Promise<void> {
  const { rpc, account } = studio.client
  const wallet = createWalletClient({ account: account!, transport: http(rpc) })
  const mint = { abi: testDollarAbi, address: dollar, functionName: 'mint', chain: null } as const
  await wallet.writeContract({ ...mint, args: [to, Amount.parse('10', 6)] })
  await wallet.sendTransaction({ to, value: parseEther('1'), chain: null })
}
