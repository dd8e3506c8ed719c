import type { Address } from 'viem'
import { createSiweMessage } from 'viem/siwe'
import { connect, disconnect, getConnection, reconnect, signMessage, switchChain } from 'wagmi/actions'
import { post, queries, queryClient, read, write } from '../data/index.ts'
import { type Connection, openConnection } from './connection.ts'

/** Everything that talks to a wallet. Loaded by `loadWallet` when it is first wanted. */
let opened: Promise<Connection> | undefined

export function connection(): Promise<Connection> {
  opened ??= openConnection().catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

/** A wallet that can be chosen. */
export type Choice = { readonly id: string; readonly name: string; readonly icon: string | undefined }

export async function listWallets(): Promise<readonly Choice[]> {
  const { config } = await connection()
  return config.connectors.map(({ uid, id, name, icon }) => ({ id: id === 'burner' ? id : uid, name, icon }))
}

export async function connectTo(id: string): Promise<void> {
  const { config } = await connection()
  const connector = config.connectors.find((each) => each.uid === id || each.id === id)
  if (connector) await connect(config, { connector })
}

/** Takes up the wallet of the last visit, without asking. */
export async function resume(): Promise<void> {
  const { config } = await connection()
  await reconnect(config)
}

export async function leave(): Promise<void> {
  const { config } = await connection()
  await disconnect(config)
  await write('DELETE', '/v1/session')
  queryClient.setQueryData(queries.session().queryKey, null)
}

/** Puts the wallet on the studio's chain; a wallet that does not know it is told. */
export async function enterStudioChain(): Promise<void> {
  const { config, chain } = await connection()
  await switchChain(config, { chainId: chain.id })
}

/**
 * Signs in with Ethereum: the wallet signs a sentence, the server answers with a cookie. `welcome` runs before anybody
 * hears of it, so that whoever waited finds a wallet that is ready.
 */
export async function signIn(welcome?: (address: Address) => Promise<void>): Promise<void> {
  const { config, chain } = await connection()
  const { address } = getConnection(config)
  if (!address) return
  const { nonce } = await read<{ readonly nonce: string }>('/v1/session/nonce')
  const message = createSiweMessage({
    address,
    chainId: chain.id,
    domain: location.host,
    nonce,
    uri: location.origin,
    version: '1',
    statement: 'Sign in to the studio. This costs nothing and moves nothing.',
  })
  const signature = await signMessage(config, { message })
  const session = await post('/v1/session', { message, signature })
  await welcome?.(address)
  queryClient.setQueryData(queries.session().queryKey, session as never)
  await queryClient.invalidateQueries({ queryKey: ['jobs'] })
}

/** Ether and dollars that are worth nothing, on the embedded chain. */
export async function getPlayMoney(address: Address): Promise<void> {
  await post('/v1/play-money', { address })
  await queryClient.invalidateQueries({ queryKey: ['account'] })
}
