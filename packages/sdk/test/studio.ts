import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDollarAbi } from '@tributary/protocol'
import { MemoryStore } from '@tributary/provenance'
import { type Address, createWalletClient, type Hex, http } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { as, type Client, deploy, deployTestDollar, Journal, reach } from '../src/index.ts'
import { EmbeddedChain } from '../src/node/index.ts'

/** A chain of its own with the contracts on it, and as many people as a test needs. */
export type Studio = {
  readonly chain: EmbeddedChain.EmbeddedChain
  readonly client: Client
  readonly dollar: Address
  /** Somebody new with ether, and dollars if wanted. */
  readonly person: (dollars?: bigint) => Promise<Client & { readonly account: PrivateKeyAccount }>
  readonly balanceOf: (owner: Address) => Promise<bigint>
  readonly mintDollars: (to: Address, amount: bigint) => Promise<void>
}

export async function openStudio(home: string = mkdtempSync(join(tmpdir(), 'studio-'))): Promise<Studio> {
  const chain = await EmbeddedChain.start({ folder: join(home, 'chain') })
  const account = privateKeyToAccount(generatePrivateKey())
  await chain.fund(account.address)
  const client = await reach({ rpc: chain.rpc, account, store: new MemoryStore(), journal: Journal.memory() })
  await deploy(client)
  const { address: dollar } = await deployTestDollar(client)
  const wallet = createWalletClient({ account, chain: client.public.chain!, transport: http(chain.rpc) })
  const mintDollars = async (to: Address, amount: bigint): Promise<void> => {
    const mint = { abi: testDollarAbi, address: dollar, functionName: 'mint', args: [to, amount] } as const
    await client.turns(account.address, async () => {
      const hash = await wallet.writeContract(mint)
      await client.public.waitForTransactionReceipt({ hash })
    })
  }
  const person = async (dollars = 0n): Promise<Client & { account: PrivateKeyAccount }> => {
    const account = privateKeyToAccount(generatePrivateKey())
    await chain.fund(account.address)
    if (dollars > 0n) await mintDollars(account.address, dollars)
    return { ...as(client, { account }), account }
  }
  const balanceOf = (owner: Address): Promise<bigint> =>
    client.public.readContract({ abi: testDollarAbi, address: dollar, functionName: 'balanceOf', args: [owner] })
  return { chain, client, dollar, person, balanceOf, mintDollars }
}

let records = 0

/** A record hash that no other test has. */
export function someRecord(): Hex {
  records += 1
  return `0x${records.toString(16).padStart(64, '0')}`
}
