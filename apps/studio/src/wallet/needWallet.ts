import type { Session } from '@tributary/sdk/wire'
import { useSyncExternalStore } from 'react'
import type { Address } from 'viem'
import { queries, queryClient } from '../data/index.ts'
import { currentWallet } from './walletState.ts'

type Asked = (address: Address | undefined) => void

let waiting: readonly Asked[] = []
let isOpen = false
const listeners = new Set<() => void>()

/**
 * The account that acts: connected, on the right chain and signed in. Opens the sheet that leads there when something
 * is missing; undefined when somebody closes it.
 */
export async function needWallet(): Promise<Address | undefined> {
  const [studio, session] = await Promise.all([
    queryClient.ensureQueryData(queries.studio()),
    queryClient.ensureQueryData(queries.session()),
  ])
  const ready = readyAddress(studio.chain.id, session)
  if (ready) return ready
  return new Promise((resolve) => {
    waiting = [...waiting, resolve]
    setOpen(true)
  })
}

/** The connected address, if nothing is missing. */
export function readyAddress(chainId: number, session: Session | null | undefined): Address | undefined {
  const wallet = currentWallet()
  if (wallet.status !== 'connected' || wallet.chainId !== chainId) return undefined
  return session?.address.toLowerCase() === wallet.address.toLowerCase() ? wallet.address : undefined
}

/** Tells everybody who waits, and closes the sheet. */
export function answerNeed(address: Address | undefined): void {
  const asked = waiting
  waiting = []
  setOpen(false)
  for (const resolve of asked) resolve(address)
}

export function useConnectSheet(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isOpen,
  )
}

function setOpen(open: boolean): void {
  isOpen = open
  for (const listener of listeners) listener()
}
