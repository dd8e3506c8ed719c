import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { openChromium } from '../browser/openChromium.ts'
import { openStack, type Stack } from './Stack.ts'

/** A studio and a browser, there as soon as tests run. */
export type Studio = { readonly stack: Stack; readonly browser: Browser }

/** Opens one studio and one browser for all tests of a file, and closes them after the last. */
export function withStudio(): Studio {
  vi.setConfig({ testTimeout: 180_000 })
  let opened: Studio | undefined
  beforeAll(async () => {
    const [stack, browser] = await Promise.all([openStack(), openChromium()])
    opened = { stack, browser }
  }, 180_000)
  afterAll(async () => {
    await opened?.browser.close()
    await opened?.stack.close()
  }, 60_000)
  return {
    get stack() {
      return opened!.stack
    },
    get browser() {
      return opened!.browser
    },
  }
}
