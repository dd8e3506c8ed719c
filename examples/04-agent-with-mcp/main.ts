// An agent that buys by itself: a person gives it a spending limit, and it never sees a key.
// Run it with `node examples/04-agent-with-mcp/main.ts`.
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { createWalletClient, type Hex, http, publicActions } from 'viem'
import { createSiweMessage } from 'viem/siwe'
import { openShop } from '../openShop.ts'

using folder = mkdtempDisposableSync(join(tmpdir(), 'agent-with-mcp-'))
await using shop = await openShop(folder.path)
const { url, dollar, buyer } = shop

// 1. The person signs in, and lets the agent spend up to five dollars within an hour, at most two at a time.
const json = (body: object) => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})
const { nonce } = await (await fetch(`${url}/v1/session/nonce`)).json()
const about = {
  domain: new URL(url).host,
  uri: url,
  version: '1',
  chainId: 31337,
  nonce,
  address: buyer.address,
} as const
const message = createSiweMessage(about)
const session = await fetch(`${url}/v1/session`, json({ message, signature: await buyer.signMessage({ message }) }))
const cookie = session.headers.get('set-cookie')!.split(';')[0]!
const until = Math.floor(Date.now() / 1000) + 3600
const limits = { token: dollar, limit: '5000000', perCall: '2000000', until, rights: ['display'] }
const given = json(limits)
const answer = await fetch(`${url}/v1/allowances`, { ...given, headers: { ...given.headers, cookie } })
const { secret, approve } = await answer.json()
console.log(`${approve.title}: ${approve.calls.length} transaction to sign`)
const wallet = createWalletClient({ account: buyer, transport: http(`${url}/rpc`) }).extend(publicActions)
for (const { to, data } of approve.calls) {
  await wallet.waitForTransactionReceipt({ hash: await wallet.sendTransaction({ to, data, chain: null }) })
}

// 2. The agent connects with the secret of the limit: any client of MCP.
const agent = new Client({ name: 'example', version: '1' })
const requestInit = { headers: { authorization: `Bearer ${secret}` } }
await agent.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }))
const call = async (name: string, fields: Record<string, unknown>) =>
  (await agent.callTool({ name, arguments: fields })).structuredContent as Record<string, never>

// 3. It looks for something that may be displayed, asks who would be paid, and buys.
const { items } = (await call('search_works', { right: 'display' })) as unknown as { items: Found[] }
const [found] = items
console.log(`found ${found!.name} for ${found!.price.amount} token-wei`)
const bought = (await call('license', { work: found!.id, right: 'display', key: 'cover of May' })) as unknown as Bought
console.log(`${bought.outcome}: license ${bought.receipt.license}`)

// 4. Two more dollars are allowed, a third purchase is not.
await call('license', { work: found!.id, right: 'display', key: 'cover of June' })
const refused = await agent.callTool({ name: 'license', arguments: { work: found!.id, key: 'cover of July' } })
console.log((refused.content as { text: string }[])[0]!.text.split('\n')[1])

type Found = { readonly id: Hex; readonly name: string; readonly price: { readonly amount: string } }
type Bought = { readonly outcome: string; readonly receipt: { readonly license: Hex } }
