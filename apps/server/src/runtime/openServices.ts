import { as, type Client, Deployment, defaultToken, developmentChains, readToken, type Token } from '@tributary/sdk'
import { nameless, type Settings } from '@tributary/sdk/node'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { createFeed } from '../api/live/LiveFeed.ts'
import type { ServerSettings, Services } from '../api/Services.ts'
import * as PostgresJournal from '../jobs/PostgresJournal.ts'
import type { Ground } from './startGround.ts'
import { version } from './version.ts'

/** What services are opened with. */
export type Means = {
  readonly ground: Ground
  readonly pool: Pool
  readonly log: Logger
  /** Where browsers find the server. */
  readonly origins: ServerSettings['origins']
  /** Whether only this machine can reach it. */
  readonly isPrivate: boolean
}

/** Opens, once, what routes and workers need. */
export async function openServices({ ground, pool, log, origins, isPrivate }: Means): Promise<Services> {
  const { home, keys, store, identity, settings, chain } = ground
  const journal = PostgresJournal.open(pool)
  const client = as(ground.client, { journal })
  const isEmbedded = chain !== undefined
  return {
    pool,
    store,
    client,
    home,
    keys,
    journal,
    chain,
    live: createFeed(),
    log,
    clock: () => Math.floor(Date.now() / 1000),
    settings: {
      name: settings.studio ?? nameless,
      version,
      did: identity.issuer.did,
      origins,
      tokens: await tokensOf(client, settings),
      etherDollars: settings.etherDollars,
      facilitator: settings.facilitator,
      operators: isEmbedded && isPrivate ? 'everyone' : (settings.operators ?? []),
    },
  }
}

/** The token of the home or the test dollar first, then wrapped ether. */
async function tokensOf(client: Client, settings: Settings.Settings): Promise<Token[]> {
  const hasDollar = settings.token !== undefined || developmentChains.includes(client.chainId)
  const first = hasDollar ? [settings.token ?? defaultToken(client.chainId)] : []
  const addresses = [...first, Deployment.addresses().wrappedEther]
  return Promise.all(addresses.map((address) => readToken(client, address)))
}
