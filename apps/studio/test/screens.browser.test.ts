import type { WorkCard } from '@tributary/sdk/wire'
import { beforeAll, describe, expect, test } from 'vitest'
import { audit } from './browser/audit.ts'
import { connectBurner } from './browser/connect.ts'
import { type Look, openVisitor } from './browser/Visitor.ts'
import { withStudio } from './stack/withStudio.ts'

const studio = withStudio()
let work: WorkCard

beforeAll(async () => {
  const { items } = (await (await fetch(`${studio.stack.url}/v1/works?kind=output`)).json()) as { items: WorkCard[] }
  work = items[0]!
})

const looks: readonly (readonly [string, Look])[] = [
  ['on a desktop, light', {}],
  ['on a desktop, dark', { dark: true }],
  ['on a phone, light', { phone: true }],
  ['on a phone, dark', { phone: true, dark: true }],
]

describe.each(looks)('%s', (_name, look) => {
  test('every screen is free of what axe calls serious, and no page is wider than the window', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url, look)
    const { page } = visitor
    const complaints: string[] = []
    await visitor.goTo('/market')
    await connectBurner(page)
    const { address } = work.creator
    const made = ['/make', '/make/teach', '/make/jobs', '/make/publish', `/make/publish?parent=${work.id}`]
    const read = ['/verify', '/statements', `/statements?account=${address}`, '/operations', `/people/${address}`]
    for (const path of ['/market', `/works/${work.id}`, ...made, ...read]) {
      await visitor.goTo(path)
      await page.locator('h1').first().waitFor()
      await page.waitForLoadState('load')
      // Some things come when they are about to be seen.
      for (const heading of await page.locator('h2').all()) await heading.scrollIntoViewIfNeeded()
      complaints.push(...(await audit(page)).map((complaint) => `${path}: ${complaint}`))
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (overflow > 0) complaints.push(`${path}: ${overflow} pixels too wide`)
    }
    expect(complaints).toEqual([])
    expect(visitor.troubles).toEqual([])
  })

  test('the sheets that open over a screen are free of it too', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url, look)
    const { page } = visitor
    await visitor.goTo(`/works/${work.id}`)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page.getByRole('button', { name: 'Wallet in this browser' }).waitFor()
    const complaints = [...(await audit(page))]
    await page.getByRole('button', { name: 'Wallet in this browser' }).click()
    await page.getByText('Play money is in your wallet').waitFor()
    await page.getByRole('button', { name: /^License for/ }).click()
    await page.getByText('Nothing happens until you sign.').waitFor()
    complaints.push(...(await audit(page)))
    expect(complaints).toEqual([])
  })
})

describe('what others see of a work', () => {
  test('without JavaScript a shared page says what it is, to people and to programs', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url, { scripts: false })
    const { page } = visitor
    await visitor.goTo(`/works/${work.id}`)
    expect(await page.title()).toContain(work.name)
    const meta = (name: string) => page.locator(`meta[property="${name}"]`).getAttribute('content')
    expect(await meta('og:title')).toContain(work.name)
    const card = await fetch(new URL((await meta('og:image'))!, studio.stack.url))
    expect([card.status, card.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)])
  })

  test('a name that is a script stays text wherever it stands', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    const script = '<img src=x onerror="window.broken=1">'
    await visitor.goTo('/market')
    await connectBurner(page)
    const status = await page.evaluate(async (name) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/v1/me', { method: 'PUT', headers, body: JSON.stringify({ name }) })).status
    }, script)
    expect(status).toBeLessThan(300)
    await visitor.goTo('/statements')
    await page.locator('h1').waitFor()
    await visitor.goTo(`/market?q=${encodeURIComponent(script)}`)
    await page.locator('h1').waitFor()
    expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  })

  test('the page calls nobody but its own studio', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const hosts = new Set<string>()
    visitor.page.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http')) hosts.add(host)
    })
    for (const path of ['/market', `/works/${work.id}`, '/verify']) {
      await visitor.goTo(path)
      await visitor.page.waitForLoadState('load')
    }
    expect([...hosts]).toEqual([new URL(studio.stack.url).host])
  })
})
