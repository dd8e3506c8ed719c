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

let wallet: Wallet = { status: 'none' }
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

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
