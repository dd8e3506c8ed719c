import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Offer, testDollarAbi, Work } from '@tributary/protocol'
import { FileStore } from '@tributary/provenance/node'
import {
  as,
  type Client,
  connect,
  Deployment,
  type Draft,
  deploy,
  deployTestDollar,
  type Prepared,
  publishWork,
  reach,
  readToken,
  type SignedOffer,
  signOffer,
} from '@tributary/sdk'
import { EmbeddedChain, Home, Identity, Keystore } from '@tributary/sdk/node'
import { pino } from 'pino'
import { type Address, createWalletClient, http, type PrivateKeyAccount, publicActions } from 'viem'
import { createFeed } from '../src/api/live/LiveFeed.ts'
import type { ServerSettings, Services } from '../src/api/Services.ts'
import { openDatabase } from '../src/database/openDatabase.ts'
import * as PostgresJournal from '../src/jobs/PostgresJournal.ts'
import * as Postgres from '../src/runtime/postgres/Postgres.ts'

/** A studio for tests: a real chain, a real database and real tokens, in a folder that is removed afterwards. */
export type TestStudio = AsyncDisposable & {
  readonly services: Services
  readonly url: string
  readonly dollar: Address
  /** An account with ether; dollars as many as it is given. */
  person(role: string, dollars?: bigint): Promise<PrivateKeyAccount>
  as(account: PrivateKeyAccount): Client
  /** Publishes as the creator, and tells the catalog. */
  publish(draft: Draft): Promise<Prepared>
  /** Signs an offer as the creator, and keeps it. */
  offer(fields: Omit<Offer.from.Fields, 'token'>): Promise<SignedOffer>
  /** Gives somebody dollars. */
  give(to: Address, amount: bigint): Promise<void>
  balance(of: Address): Promise<bigint>
}

/** Opens a studio. */
export async function openStudio(change: Partial<ServerSettings> = {}): Promise<TestStudio> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-studio-'))
  const home = Home.open(folder)
  const keys = Keystore.open({ path: home.keys })
  const [chain, postgres] = await Promise.all([
    EmbeddedChain.start({ folder: home.chain }),
    Postgres.start({ folder: join(folder, 'postgres') }),
  ])
  const creator = keys.account('creator')
  const dollar = await prepare(chain, creator)
  const pool = await openDatabase({ url: postgres.url })
  const store = await FileStore.open(home.store)
  const journal = PostgresJournal.open(pool)
  const client = await connect({ rpc: chain.rpc, store, journal })
  const identity = await Identity.open({ keys, folder: home.identity, organization: 'Test studio' })
  const settings: ServerSettings = {
    name: 'Test studio',
    version: '0.1.0',
    did: identity.issuer.did,
    origins: ['http://127.0.0.1:4641'],
    tokens: [await readToken(client, dollar)],
    operators: 'everyone',
    ...change,
  }
  const clock = (): number => Math.floor(Date.now() / 1000)
  const log = pino({ level: 'silent' })
  const services: Services = {
    pool,
    store,
    client,
    home,
    keys,
    journal,
    chain,
    settings,
    live: createFeed(),
    log,
    clock,
  }
  const studio = {
    client: as(client, { account: creator }),
    issuer: identity.issuer,
    credentials: identity.credentials,
  }
  const mint = minter(chain.rpc, creator, dollar)
  const person: TestStudio['person'] = async (role, dollars = 0n) => {
    const account = keys.account(role)
    await chain.fund(account.address)
    if (dollars > 0n) await mint(account.address, dollars)
    return account
  }
  for (const role of ['relayer', 'gateway']) await person(role)
  return {
    services,
    url: postgres.url,
    dollar,
    person,
    give: mint,
    as: (account) => as(client, { account }),
    publish: async (draft) => {
      const prepared = await publishWork(studio, draft)
      await pool.query(
        `INSERT INTO studio.catalog (work, name, description, kind, creator, terms, record, written)
         VALUES ($1, $2, '', $3, $4, $5, $6, 0) ON CONFLICT DO NOTHING`,
        [
          prepared.id,
          draft.name,
          draft.kind,
          creator.address.toLowerCase(),
          JSON.stringify(Work.toJson(prepared.work)),
          prepared.work.record,
        ],
      )
      return prepared
    },
    offer: async (fields) => {
      const signed = await signOffer(studio.client, { ...fields, token: dollar })
      await keepOffer(services, signed, creator.address)
      return signed
    },
    balance: (of) =>
      client.public.readContract({ abi: testDollarAbi, address: dollar, functionName: 'balanceOf', args: [of] }),
    [Symbol.asyncDispose]: async () => {
      await pool.end()
      await Promise.all([chain.stop(), postgres.stop()])
      home.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function prepare(chain: EmbeddedChain.EmbeddedChain, deployer: PrivateKeyAccount): Promise<Address> {
  await chain.fund(deployer.address)
  const bare = await reach({ rpc: chain.rpc, account: deployer })
  await deploy(bare)
  await deployTestDollar(bare)
  return Deployment.testDollar().address
}

function minter(rpc: string, account: PrivateKeyAccount, address: Address): TestStudio['give'] {
  const wallet = createWalletClient({ account, transport: http(rpc) }).extend(publicActions)
  return async (to, amount) => {
    const mint = { abi: testDollarAbi, address, functionName: 'mint', args: [to, amount], chain: null } as const
    await wallet.waitForTransactionReceipt({ hash: await wallet.writeContract(mint), pollingInterval: 20 })
  }
}

async function keepOffer({ pool, clock }: Services, { id, offer, signature }: SignedOffer, holder: Address) {
  const { work, token, price, rights, supply, epoch, counter, validUntil } = offer
  await pool.query(
    `INSERT INTO studio.offer (id, work, holder, offer, signature, token, price, rights, supply, epoch, counter, valid_until, created)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      work,
      holder.toLowerCase(),
      JSON.stringify(Offer.toJson(offer)),
      signature,
      token.toLowerCase(),
      `${price}`,
      rights,
      supply,
      `${epoch}`,
      `${counter}`,
      `${validUntil}`,
      clock(),
    ],
  )
}
