/**
 * Takes the pictures of the web studio that README and guide show, of a studio that runs with the story's works.
 *
 *   npm start
 *   node tools/screenshots.ts [http://127.0.0.1:4600]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const studio = process.argv[2] ?? 'http://127.0.0.1:4600'
const folder = join(import.meta.dirname, '../docs/images/studio')
/** The most bytes of a picture. */
const limit = 120_000

type Shot = { readonly name: string; readonly path: string; readonly before?: (page: Page) => Promise<void> }
type Look = { readonly name: string; readonly width: number; readonly height: number; readonly dark: boolean }

const looks: readonly Look[] = [
  { name: 'desktop-light', width: 1360, height: 850, dark: false },
  { name: 'desktop-dark', width: 1360, height: 850, dark: true },
  { name: 'phone-light', width: 390, height: 780, dark: false },
  { name: 'phone-dark', width: 390, height: 780, dark: true },
]

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const shots = await shotsOf()
for (const look of looks) await take(browser, look, shots)
await browser.close()

/** Every screen, at its best moment. */
async function shotsOf(): Promise<readonly Shot[]> {
  const answer = await fetch(`${studio}/v1/works?kind=output`)
  const { items } = (await answer.json()) as { items: { id: string; creator: { address: string } }[] }
  const work = items.at(-1)!
  return [
    { name: 'market', path: '/market' },
    { name: 'work', path: `/works/${work.id}` },
    { name: 'lineage', path: `/works/${work.id}`, before: (page) => heading(page, /where it came from/i) },
    { name: 'signing', path: `/works/${work.id}`, before: (page) => button(page, /^License for/) },
    { name: 'make', path: '/make', before: (page) => page.waitForTimeout(8_000) },
    { name: 'teach', path: '/make/teach' },
    { name: 'verify', path: '/verify' },
    { name: 'verdict', path: '/verify', before: (page) => verify(page, 'Verify the forgery') },
    { name: 'statement', path: `/statements?account=${work.creator.address}` },
    { name: 'operations', path: '/operations' },
  ]
}

async function take(from: Browser, { name, width, height, dark }: Look, wanted: readonly Shot[]): Promise<void> {
  const context = await from.newContext({
    baseURL: studio,
    viewport: { width, height },
    // As on a phone, where scroll bars take no room.
    isMobile: width < 600,
    hasTouch: width < 600,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await connect(page)
  for (const shot of wanted) {
    await page.goto(shot.path)
    await page.locator('main').locator('h1, h2, img, button').first().waitFor()
    await shot.before?.(page)
    await page.waitForTimeout(1_500)
    const bytes = await toWebp(page, await page.screenshot())
    writeFileSync(join(folder, `${shot.name}-${name}.webp`), bytes)
    console.log(`${shot.name}-${name}.webp, ${bytes.length} bytes`)
  }
  await context.close()
}

/** With a wallet of the browser, so that every screen shows what it has. */
async function connect(page: Page): Promise<void> {
  await page.goto('/market')
  await button(page, 'Connect')
  await button(page, 'Wallet in this browser')
  await page.getByRole('button', { name: 'Account' }).waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
}

async function button(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click()
}

async function heading(page: Page, name: RegExp): Promise<void> {
  const place = page.getByRole('heading', { name }).first()
  await place.waitFor()
  await place.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 90))
}

async function verify(page: Page, name: string): Promise<void> {
  await button(page, name)
  await page.getByText('pixels differ').waitFor({ timeout: 60_000 })
}

/** Chromium's own encoder, at the highest quality that stays below the limit. */
async function toWebp(page: Page, png: Uint8Array): Promise<Buffer> {
  for (const quality of [0.86, 0.72, 0.55, 0.4]) {
    const base64 = await page.evaluate(encode, { png: Buffer.from(png).toString('base64'), quality })
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.length <= limit || quality === 0.4) return bytes
  }
  return Buffer.from(png)
}

/** Runs inside the page. */
async function encode({ png, quality }: { readonly png: string; readonly quality: number }): Promise<string> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(image.width, image.height)
  canvas.getContext('2d')!.drawImage(image, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality })
  const encoded = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(encoded, (byte) => String.fromCharCode(byte)).join(''))
}
