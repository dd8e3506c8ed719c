// Licensing over HTTP 402: a program asks for a work, pays with one signature, and gets file, license and receipt.
// Run it with `node examples/03-license-with-402/main.ts`; against a studio of yours, put its address in place of `url`.
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { wrapFetchWithPayment, x402Client } from '@x402/fetch'
import { openShop } from '../openShop.ts'

using folder = mkdtempDisposableSync(join(tmpdir(), 'license-with-402-'))
await using shop = await openShop(folder.path)
const { url, work, dollar, buyer } = shop

// 1. Any client of x402: a key that pays, and the most that it may pay at a time. It needs dollars and no ether.
const network = 'eip155:31337'
const client = x402Client.fromConfig({
  schemes: [{ network, client: new ExactEvmScheme(buyer) }],
  spendControls: { allowedAssets: [{ network, asset: dollar, maxAmountPerPayment: '5000000' }] },
})
const pays = wrapFetchWithPayment(fetch, client)

// 2. Ask. The studio answers 402 with its terms, the client signs, the studio settles and delivers.
const answer = await pays(`${url}/pay/works/${work}?right=display`)
console.log(`${answer.status}, license ${answer.headers.get('license')}`)
console.log(await answer.text())

// 3. Ask again with the receipt, as after a broken connection: the same license, and nothing to pay.
const again = await fetch(`${url}/pay/works/${work}?right=display`, {
  headers: { receipt: answer.headers.get('receipt')! },
})
console.log(`${again.status}, license ${again.headers.get('license')}`)
