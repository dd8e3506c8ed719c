import { useSyncExternalStore } from 'react'
import type { Address } from 'viem'

/** The wallet as screens see it. The code that talks to wallets is loaded only when somebody wants one. */
export type Wallet =
  | { readonly status: 'none' }
  | { readonly status: 'connecting' }
  | {
      readonly status: 'connected'
      readonly address: Address
      readonly chainId: number
      readonly name: string
      readonly icon: string | undefined
      /** Its key lies in this browser. */
      readonly isBurner: boolean
    }

/** Where wagmi keeps which wallet was connected last. */
const remembered = 'tributary.recentConnectorId'

/** A wallet of the last visit is on its way from the first moment: nobody who was signed in is asked to sign in. */
let wallet: Wallet = { status: isRemembered() ? 'connecting' : 'none' }
const listeners = new Set<() => void>()

export function useWallet(): Wallet {
  return useSyncExternalStore(subscribe, currentWallet)
}

export function currentWallet(): Wallet {
  return wallet
}

export function setWallet(next: Wallet): void {
  wallet = next
  for (const listener of listeners) listener()
}

export function isRemembered(): boolean {
  return (globalThis.localStorage?.getItem(remembered) ?? null) !== null
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
