import { currentWallet, isRemembered, setWallet } from './walletState.ts'

/** The code that talks to wallets: viem and wagmi, a good part of all there is to load. Pages that only show need none of it. */
export function loadWallet(): Promise<typeof import('./actions.ts')> {
  return import('./actions.ts')
}

/** Takes up the wallet of the last visit, once the page has been drawn. */
export function resumeLater(): void {
  if (!isRemembered()) return
  const begin = () =>
    void loadWallet()
      .then((wallet) => wallet.resume())
      .catch(() => undefined)
      .then(giveUpWaiting)
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: 1_000 })
  else setTimeout(begin, 200)
}

/** The wallet of the last visit is not there any more. */
function giveUpWaiting(): void {
  if (currentWallet().status === 'connecting') setWallet({ status: 'none' })
}
