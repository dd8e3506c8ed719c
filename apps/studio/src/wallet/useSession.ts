import { useQuery } from '@tanstack/react-query'
import type { Session } from '@tributary/sdk/wire'
import { queries } from '../data/index.ts'
import { useWallet } from './walletState.ts'

/** Who is signed in with the connected wallet. */
export function useSession(): Session | undefined {
  const wallet = useWallet()
  const { data: session } = useQuery(queries.session())
  if (wallet.status !== 'connected' || !session) return undefined
  return session.address.toLowerCase() === wallet.address.toLowerCase() ? session : undefined
}
