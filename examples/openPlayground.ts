// What both examples begin with: a chain of their own, a studio that publishes on it, and play money.
import { join } from 'node:path'
import { Account, Amount, testDollarAbi } from '@tributary/protocol'
import { FileStore } from '@tributary/provenance/node'
import { connect, Deployment, deploy, deployTestDollar, type Publisher, reach } from '@tributary/sdk'
import { EmbeddedChain, Home, Identity, Keystore } from '@tributary/sdk/node'
import { type Address, createWalletClient, http } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'

/** A studio on a chain of its own. */
export type Playground = AsyncDisposable & {
  readonly studio: Publisher
  readonly dollar: Address
  /** The key of a role, made when it is first asked for. */
  readonly key: (role: string) => PrivateKeyAccount
  /** The account of a person, whose key this playground keeps. */
  readonly people: (name: string) => Account.Account
}

/** Opens a playground in a folder. Closing it ends the chain. */
export async function openPlayground(folder: string): Promise<Playground> {
  const home = Home.open(join(folder, 'home'))
  const keys = Keystore.open({ path: home.keys })
  const account = keys.account('studio')
  const chain = await EmbeddedChain.start({ folder: home.chain })
  await chain.fund(account.address)
  const bare = await reach({ rpc: chain.rpc, account })
  await deploy(bare)
  await deployTestDollar(bare)
  const dollar = Deployment.testDollar().address
  const wallet = createWalletClient({ account, transport: http(chain.rpc) })
  const mint = { abi: testDollarAbi, address: dollar, functionName: 'mint', chain: null } as const
  await wallet.writeContract({ ...mint, args: [account.address, Amount.parse('1000', 6)] })
  const store = await FileStore.open(home.store)
  const client = await connect({ rpc: chain.rpc, account, store, journal: home.log })
  const identity = await Identity.open({ keys, folder: home.identity, organization: 'Example studio' })
  return {
    studio: { client, issuer: identity.issuer, credentials: identity.credentials },
    dollar,
    key: (role) => keys.account(role),
    people: (name) => Account.from({ address: keys.account(name).address }),
    [Symbol.asyncDispose]: async () => {
      await chain.stop()
      home.close()
    },
  }
}
