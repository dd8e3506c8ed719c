import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type installWallet, installWallet as put, type Wallet } from '../wallet/Wallet.ts'

/** Somebody with a browser of their own, nothing remembered in it. */
export type Visitor = {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page threw or logged as an error, to be looked at in the end. */
  readonly troubles: readonly string[]
  goTo(path: string): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** A visitor with an extension wallet. */
export type Owner = Visitor & { readonly wallet: Wallet }

export type Look = { readonly phone?: boolean; readonly dark?: boolean; readonly scripts?: boolean }

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1360, height: 860 } } as const

/** Opens a browser of somebody's own at a studio. */
export async function openVisitor(browser: Browser, url: string, look: Look = {}): Promise<Visitor> {
  const { phone = false, dark = false, scripts = true } = look
  const context = await browser.newContext({
    baseURL: url,
    viewport: phone ? sizes.phone : sizes.desktop,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
    hasTouch: phone,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  return {
    context,
    page,
    troubles,
    goTo: async (path) => {
      await page.goto(path)
    },
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** The same with an injected wallet, which has ether and dollars to spend once it asks for play money. */
export async function openOwner(
  browser: Browser,
  url: string,
  options: Look & Partial<installWallet.Options> = {},
): Promise<Owner> {
  const visitor = await openVisitor(browser, url, options)
  const { key, chainId = 31_337, rpc = `${url}/rpc` } = options
  return { ...visitor, wallet: await put(visitor.context, { rpc, chainId, key }) }
}
