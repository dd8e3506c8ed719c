/** What the wallet answers the page: a result, or an EIP-1193 error. */
export type Reply = { readonly result?: unknown; readonly error?: { readonly code: number; readonly message: string } }

type Listener = (value: unknown) => void
type Globals = {
  __askWallet(ask: { method: string; params: readonly unknown[] }): Promise<Reply>
  __walletListeners: Map<string, Set<Listener>>
}

/** Runs inside the page, before anything of its own: an EIP-1193 provider, announced by EIP-6963. */
export function announce({ name, rdns }: { readonly name: string; readonly rdns: string }): void {
  const page = globalThis as unknown as Globals
  const listeners = new Map<string, Set<Listener>>()
  page.__walletListeners = listeners
  const provider = {
    request: async ({ method, params = [] }: { method: string; params?: readonly unknown[] }) => {
      const { result, error } = await page.__askWallet({ method, params })
      if (error) throw Object.assign(new Error(error.message), { code: error.code })
      return result
    },
    on: (event: string, listener: Listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    },
    removeListener: (event: string, listener: Listener) => {
      listeners.get(event)?.delete(listener)
    },
  }
  const icon =
    'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
  const info = Object.freeze({ uuid: '350670db-19fa-4704-a166-e52e178b59d2', name, icon, rdns })
  const detail = Object.freeze({ info, provider })
  const speak = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  window.addEventListener('eip6963:requestProvider', speak)
  speak()
}

/** Runs inside the page: the provider emits an event. */
export function tell({ event, values }: { readonly event: string; readonly values: readonly unknown[] }): void {
  const { __walletListeners: listeners } = globalThis as unknown as Globals
  for (const listener of listeners?.get(event) ?? []) listener(values[0])
}
