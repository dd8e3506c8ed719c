/**
 * What a first visit of the web studio costs: bytes over the wire and paint times, with an empty cache, on a desktop and
 * on a phone with a processor four times slower.
 *
 * Usage: `node lab/bench/web.ts http://127.0.0.1:4600` beside a running studio.
 */
import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from '../../packages/engine/test/chromium.ts'

type Paint = { readonly first: number; readonly largest: number; readonly shift: number }

const devices = [
  { name: 'desktop', viewport: { width: 1440, height: 900 }, slowdown: 1 },
  { name: 'phone', viewport: { width: 390, height: 844 }, slowdown: 4 },
] as const

const base = process.argv[2] ?? 'http://127.0.0.1:4600'
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
console.log('| device | screen | script kB | fonts kB | first paint ms | largest paint ms | layout shift |')
console.log('|---|---|---:|---:|---:|---:|---:|')
for (const device of devices) for (const path of await paths()) console.log(await visit(browser, device, path))
await browser.close()

/** Every screen, and the newest work that is a picture. */
async function paths(): Promise<readonly string[]> {
  const { items } = (await (await fetch(`${base}/v1/works?kind=output&limit=1`)).json()) as { items: { id: string }[] }
  return ['/market', ...items.map(({ id }) => `/works/${id}`), '/make', '/verify', '/statements', '/operations']
}

async function visit(browser: Browser, device: (typeof devices)[number], path: string): Promise<string> {
  const context = await browser.newContext({ viewport: device.viewport })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: device.slowdown })
  const types = new Map<string, string>()
  const bytes: Record<string, number> = {}
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other'
    bytes[type] = (bytes[type] ?? 0) + encodedDataLength
  })
  await page.addInitScript(watchPaint)
  await page.goto(base + path)
  await page.waitForTimeout(4_000)
  const { first, largest, shift } = await page.evaluate(() => (window as unknown as { paint: Paint }).paint)
  await context.close()
  const kB = (type: string) => Math.round((bytes[type] ?? 0) / 1_000)
  const screen = path.startsWith('/works/') ? 'a work' : path.slice(1)
  return `| ${[device.name, screen, kB('Script'), kB('Font'), Math.round(first), Math.round(largest), shift.toFixed(3)].join(' | ')} |`
}

/** Runs in the page, before anything else. */
function watchPaint(): void {
  const paint = { first: 0, largest: 0, shift: 0 }
  Object.assign(window, { paint })
  const watch = (type: string, see: (entry: PerformanceEntry & { value?: number }) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true })
  watch(
    'paint',
    ({ name, startTime }) => name === 'first-contentful-paint' && Object.assign(paint, { first: startTime }),
  )
  watch('largest-contentful-paint', ({ startTime }) => Object.assign(paint, { largest: startTime }))
  watch('layout-shift', ({ value }) => Object.assign(paint, { shift: paint.shift + (value ?? 0) }))
}
