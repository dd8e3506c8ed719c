import { setTimeout } from 'node:timers/promises'
import { EmbeddedChain, type Home } from '@tributary/sdk/node'
import type { Running } from './Kept.ts'

/** How often a chain that another program started is looked at, in milliseconds. */
const lookMs = 1_000

/** Starts the chain of a home, or adopts the one that runs; a restart keeps the port, which others remember. */
export async function startChain(
  home: Home.Home,
  port: number | undefined,
): Promise<{ chain: EmbeddedChain.EmbeddedChain; running: Running }> {
  const chain = await EmbeddedChain.start({ folder: home.chain, port })
  const stopped = new AbortController()
  const stop = async (): Promise<void> => {
    stopped.abort()
    if (!chain.adopted) await chain.stop()
  }
  return { chain, running: { ended: untilGone(home.chain, stopped.signal), stop } }
}

async function untilGone(folder: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await EmbeddedChain.find(folder)) !== undefined) {
    await setTimeout(lookMs, undefined, { signal }).catch(() => {})
  }
}
