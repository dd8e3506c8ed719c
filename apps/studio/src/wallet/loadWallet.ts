/** The code that talks to wallets: viem and wagmi, a good part of all there is to load. Pages that only show need none of it. */
export function loadWallet(): Promise<typeof import('./actions.ts')> {
  return import('./actions.ts')
}

const remembered = 'tributary.recentConnectorId'

/** Takes up the wallet of the last visit, once the page has been drawn. */
export function resumeLater(): void {
  if (localStorage.getItem(remembered) === null) return
  const begin = () => void loadWallet().then((wallet) => wallet.resume())
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: 1_000 })
  else setTimeout(begin, 200)
}
