import { testDollarAbi } from '@tributary/protocol'
import { type Address, createWalletClient, http, type PublicClient } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { reach } from '../client/Client.ts'
import * as Deployment from '../deploy/Deployment.ts'
import { deploy, deployTestDollar } from '../deploy/deploy.ts'
import type { EmbeddedChain } from './EmbeddedChain.ts'
import type { Keystore } from './Keystore.ts'

import type { Settings } from './Settings.ts'

/** What every role of a home gets on the embedded chain, once: enough to try everything. */
const playDollars = 1_000_000_000n

/**
 * Makes the embedded chain ready: contracts stand, and the account has play money for gas and for paying. Another chain
 * than the one that was seen before is left as it is.
 */
export async function prepareChain(
  chain: EmbeddedChain,
  keys: Keystore,
  account: PrivateKeyAccount,
  seen?: Settings['seen'],
): Promise<void> {
  const { rpc } = chain
  const deployer = keys.account('deployer')
  const client = await reach({ rpc, account: deployer, ...seen })
  if (await lacksContracts(client.public)) {
    await chain.fund(deployer.address)
    await deploy(client)
    await deployTestDollar(client)
  }
  if ((await client.public.getBalance({ address: account.address })) > 0n) return
  await chain.fund(deployer.address)
  await mintDollars(client.public, { rpc, minter: deployer, to: account.address })
  // Last, since it is what tells an account that has everything from one that was cut off half-way.
  await chain.fund(account.address)
}

async function lacksContracts(chain: PublicClient): Promise<boolean> {
  const contracts = [...Deployment.contracts(), Deployment.testDollar()]
  const codes = await Promise.all(contracts.map(({ address }) => chain.getCode({ address })))
  return codes.includes(undefined)
}

async function mintDollars(
  chain: PublicClient,
  { rpc, minter, to }: { rpc: string; minter: PrivateKeyAccount; to: Address },
): Promise<void> {
  const wallet = createWalletClient({ account: minter, transport: http(rpc) })
  const { address } = Deployment.testDollar()
  const mint = { abi: testDollarAbi, address, functionName: 'mint', args: [to, playDollars], chain: null } as const
  await chain.waitForTransactionReceipt({ hash: await wallet.writeContract(mint) })
}
