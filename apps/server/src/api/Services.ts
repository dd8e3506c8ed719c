import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Store } from '@tributary/provenance'
import type { Client, Journal } from '@tributary/sdk'
import type { EmbeddedChain, Home, Keystore } from '@tributary/sdk/node'
import type { Token } from '@tributary/sdk/wire'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Address } from 'viem'
import type { LiveFeed } from './live/LiveFeed.ts'

/** Everything that routes need, opened once when the server starts. */
export type Services = {
  /** Postgres: schema `studio` is ours, schema `event_index` belongs to the index and is only read. */
  readonly pool: Pool
  readonly store: Store.Store
  /** Reads the chain; has no account. */
  readonly client: Client
  readonly home: Home.Home
  /** The studio's own keys, by role; no user's key is among them. */
  readonly keys: Keystore.Keystore
  /** Steps of verbs that the server does itself. */
  readonly journal: Journal.Journal
  /** The embedded chain, when it is ours. */
  readonly chain?: EmbeddedChain.EmbeddedChain | undefined
  readonly settings: ServerSettings
  readonly live: LiveFeed
  readonly log: Logger
  /** Seconds since 1970. */
  readonly clock: () => number
}

/** What stays the same while the server runs. */
export type ServerSettings = {
  readonly name: string
  readonly version: string
  readonly did: string
  /** Where browsers find the server, such as `http://127.0.0.1:4600`: the first is its own, others may write too. */
  readonly origins: readonly [string, ...string[]]
  /** Tokens that prices are written in; the first is the default. */
  readonly tokens: readonly Token[]
  /** Dollars for one ether, where the operator says it; on the embedded chain a price is assumed. */
  readonly etherDollars?: number | undefined
  /** Another x402 facilitator that submits payments; the studio's own relayer by default. */
  readonly facilitator?: string | undefined
  /** Who may operate the studio; everyone who signs in where the chain is embedded and the server bound to loopback. */
  readonly operators: 'everyone' | readonly Address[]
  /** Whether the last proxy's `X-Forwarded-For` says who asks. */
  readonly trustsProxy?: boolean | undefined
  /** How often each caller may read, where it is not the usual. */
  readonly readRate?: { readonly burst: number; readonly perSecond: number } | undefined
}

/** Who asks, as routes see it: `c.get('session')`. */
export type SignedIn = {
  readonly address: Address
  readonly expires: number
  readonly isOperator: boolean
}

/** What middleware leaves for routes. */
export type Variables = {
  readonly session: SignedIn | undefined
  readonly requestId: string
  /** The network address that the request came from. */
  readonly network: string
  /** On routes with `once`: names what the write makes; the same for every request with the same idempotency key. */
  readonly writeId: string
}

export type Environment = { Variables: Variables }

/** The application that parts mount their routes on: `export function addWorks(app: Api, services: Services): void`. */
export type Api = OpenAPIHono<Environment>
