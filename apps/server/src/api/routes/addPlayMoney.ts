import { createRoute, z } from '@hono/zod-openapi'
import { testDollarAbi } from '@tributary/protocol'
import { as, Deployment } from '@tributary/sdk'
import { address } from '@tributary/sdk/wire'
import { type Address, createWalletClient, http } from 'viem'
import { limitRate } from '../middleware/rates.ts'
import { RefusedError } from '../problems.ts'
import type { Api, Services } from '../Services.ts'

/** What a newcomer gets: enough to try everything. Dollars in units of 10^-6. */
const [ether, dollars] = ['10', 1_000_000_000n]

/** Mounts play money, which only the embedded chain has. */
export function addPlayMoney(app: Api, services: Services): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/play-money',
    tags: ['studio'],
    summary: 'Ether and test dollars for a new wallet; on the embedded chain only',
    request: { body: { required: true, content: { 'application/json': { schema: z.object({ address }) } } } },
    responses: { 204: { description: 'The money is there' } },
  })
  app.use('/v1/play-money', limitRate({ burst: 20, perSecond: 1 }))
  app.openapi(route, async (c) => {
    await give(services, c.req.valid('json').address as Address)
    return c.body(null, 204)
  })
}

async function give({ chain, client, keys }: Services, to: Address): Promise<void> {
  if (chain === undefined) throw noPlayMoney(client.chainId)
  const { public: reader, rpc } = client
  const { address: token } = Deployment.testDollar()
  const balance = await reader.readContract({
    abi: testDollarAbi,
    address: token,
    functionName: 'balanceOf',
    args: [to],
  })
  if (balance < dollars) {
    const minter = as(client, { account: keys.account('relayer') })
    await minter.turns('play money', async () => {
      const wallet = createWalletClient({ account: keys.account('relayer'), transport: http(rpc) })
      const mint = {
        abi: testDollarAbi,
        address: token,
        functionName: 'mint',
        args: [to, dollars],
        chain: null,
      } as const
      await reader.waitForTransactionReceipt({ hash: await wallet.writeContract(mint) })
    })
  }
  if ((await reader.getBalance({ address: to })) < 10n ** 18n) await chain.fund(to, ether)
}

function noPlayMoney(chainId: number): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'No play money here',
    detail: `Chain ${chainId} is no embedded chain: its money is real.`,
    hint: 'Fund the wallet in the ordinary way.',
  })
}
