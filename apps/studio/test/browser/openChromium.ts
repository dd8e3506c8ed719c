import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Starts a Chromium without a window. */
export function openChromium(): Promise<Browser> {
  const path = process.env.CHROME_PATH ?? '/usr/bin/chromium'
  if (!existsSync(path)) throw new Error(`No Chromium at ${path}: set CHROME_PATH, or install one.`)
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] })
}
