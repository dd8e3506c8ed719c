import { setTimeout } from 'node:timers/promises'
import { type Client, connect } from '@tributary/sdk'
import { type EmbeddedChain, Home, Lock, prepareChain, Settings } from '@tributary/sdk/node'
import type { Logger } from 'pino'
import { type Kept, keep } from './Kept.ts'
import { type OpenHome, openHome, roles } from './openHome.ts'
import { startChain } from './startChain.ts'

/** What everything else stands on: a home and, unless the studio works on another one, its chain. */
export type Ground = OpenHome & {
  /** Reads the chain; has no account. */
  readonly client: Client
  readonly chain?: EmbeddedChain.EmbeddedChain
  readonly kept?: Kept
}

/** How long a command that holds the home is waited for, in milliseconds. */
const patienceMs = 15_000

/**
 * Opens the home and starts its chain, with the contracts on it and play money for the studio's own keys. The home is
 * held only meanwhile: afterwards commands may write to it.
 */
export async function startGround(path: string, rpc: string | undefined, log: Logger): Promise<Ground> {
  using _held = await openPatiently(path)
  const opened = await openHome(path)
  const named = rpc ?? opened.settings.rpc
  const embedded = named === undefined ? await startEmbedded(opened, log) : undefined
  const { settings, store } = opened
  const seen = rpc === undefined ? settings.seen : undefined
  const client = await connect({ rpc: named ?? embedded!.chain.rpc, store, ...seen })
  const { chainId, genesis } = client
  if (rpc === undefined && seen === undefined) Settings.write(path, { ...settings, seen: { chainId, genesis } })
  return { ...opened, client, ...embedded }
}

async function startEmbedded(opened: OpenHome, log: Logger): Promise<Required<Pick<Ground, 'chain' | 'kept'>>> {
  const { home, settings, keys } = opened
  let chain: EmbeddedChain.EmbeddedChain | undefined
  const start = async () => {
    const started = await startChain(home, chain?.port ?? settings.port)
    chain ??= started.chain
    return started.running
  }
  const kept = await keep('chain', start, { log })
  for (const role of [roles.relayer, roles.gateway]) await prepareChain(chain!, keys, keys.account(role), settings.seen)
  return { chain: chain!, kept }
}

async function openPatiently(path: string): Promise<Disposable> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return Home.open(path)
    } catch (error) {
      if (!(error instanceof Lock.HeldError) || Date.now() > deadline) throw error
      await setTimeout(100)
    }
  }
}
