import { FileStore } from '@tributary/provenance/node'
import { type Client, connect } from '@tributary/sdk'
import { EmbeddedChain, Home, type Keystore, prepareChain, Settings } from '@tributary/sdk/node'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { Context } from '../frame/Context.ts'
import { openKeys } from '../home/openKeys.ts'

/** A home opened with its chain: everything a verb needs, closed again when the verb is done. */
export type Session = AsyncDisposable & {
  readonly home: Home.Home
  readonly settings: Settings.Settings
  readonly keys: Keystore.Keystore
  readonly store: FileStore
  readonly client: Client & { readonly account: PrivateKeyAccount }
  /** The chain of the home, when it is the embedded one. */
  readonly chain: EmbeddedChain.EmbeddedChain | undefined
  /** Lets others write to the home from now on, while the chain goes on running here. */
  readonly share: () => void
}

/**
 * Opens a home and its chain.
 *
 * A session that writes takes the home for itself. One that only reads does so only where it must start the chain,
 * since two chains on one state would ruin it.
 */
export async function openSession(context: Context, options: openSession.Options): Promise<Session> {
  const { role = 'creator', writes } = options
  const settings = Settings.read(context.home)
  await using opened = new AsyncDisposableStack()
  const home = Home.at(context.home)
  const rpc = context.rpc ?? settings.rpc
  const mustStart = rpc === undefined && (await EmbeddedChain.find(home.chain)) === undefined
  const held = writes || mustStart ? Home.open(context.home) : undefined
  const share = once(() => held?.close())
  opened.defer(share)
  // Only whoever has the home for itself may add a key: two who add at once would lose one.
  const keys = await openKeys(context.home)
  const account = held === undefined ? knownAccount(keys, role) : accountOf(context, keys, role)
  const chain = rpc === undefined ? await startChain(settings, home, opened) : undefined
  const store = await FileStore.open(home.store)
  // Whoever only reads a chain that others run leaves it as it is.
  if (chain !== undefined && held !== undefined) await prepareChain(chain, keys, account, settings.seen)
  const client = await connect({
    rpc: rpc ?? (chain as EmbeddedChain.EmbeddedChain).rpc,
    account,
    store,
    journal: held?.log,
    ...(context.rpc === undefined ? settings.seen : undefined),
  })
  if (context.rpc === undefined) remember(context.home, settings, client)
  const session = { home, settings, keys, store, chain, share, client: { ...client, account } }
  const closing = opened.move()
  return { ...session, [Symbol.asyncDispose]: () => closing.disposeAsync() }
}

export declare namespace openSession {
  type Options = {
    /** Whose key signs; `creator` by default. */
    readonly role?: string | undefined
    /** Whether anything is sent or kept. */
    readonly writes: boolean
  }
}

function accountOf(context: Context, keys: Keystore.Keystore, role: string): PrivateKeyAccount {
  const isNew = !keys.roles().includes(role)
  const account = keys.account(role)
  if (isNew) context.note(`Made a new key for the role "${role}".`)
  return account
}

/** Whoever only reads signs nothing: any account will do where the role has no key. */
function knownAccount(keys: Keystore.Keystore, role: string): PrivateKeyAccount {
  return keys.account(keys.roles().includes(role) ? role : 'creator')
}

/** The home may be closed when it is shared and again at the end. */
function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

/** A chain that ran before, and that somebody else started, stays up; one started here goes with the verb. */
async function startChain(
  { port }: Settings.Settings,
  { chain: folder }: Home.Home,
  opened: AsyncDisposableStack,
): Promise<EmbeddedChain.EmbeddedChain> {
  const chain = await EmbeddedChain.start({ folder, port })
  if (!chain.adopted) opened.defer(() => chain.stop())
  return chain
}

/** Remembers which chain it was, so that another one at the same address is noticed next time. */
function remember(home: string, settings: Settings.Settings, { chainId, genesis }: Client): void {
  if (settings.seen === undefined) Settings.write(home, { ...settings, seen: { chainId, genesis } })
}
