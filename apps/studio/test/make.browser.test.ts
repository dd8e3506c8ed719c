import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './browser/audit.ts'
import { connect, connectBurner, getPlayMoney } from './browser/connect.ts'
import { signAndClose } from './browser/signing.ts'
import { openOwner, openVisitor } from './browser/Visitor.ts'
import { drawingWithScript, openFolder, picture, withArchive } from './files/pictures.ts'
import { withStudio } from './stack/withStudio.ts'

const studio = withStudio()

/** A name that breaks a page which takes names for markup. */
const script = '<img src=x onerror="window.broken=1">'

describe('teaching a style', () => {
  test('a folder of pictures becomes a data set, a model learns from it before one’s eyes, and a run is canceled', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    using folder = openFolder({ Ada: 4, Bo: 3 })
    await visitor.goTo('/make/teach')
    await connectBurner(page)
    await page.getByLabel('Choose a folder from this machine').setInputFiles(folder.path)
    await page.getByRole('region', { name: 'Pictures by Ada' }).getByText('4 pictures').waitFor()
    await page.getByRole('region', { name: 'Pictures by Bo' }).getByText('42.9 %').waitFor()
    await page.getByLabel('Name of the data set').fill(script)
    await page.getByRole('checkbox', { name: /^I made these pictures/ }).check()
    await page.getByRole('button', { name: 'Make the data set' }).click()
    await page.getByRole('cell', { name: 'Ada' }).waitFor()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: script }).waitFor()
    const dataset = page.url()
    await page.getByLabel('Name of the model').fill('Two hands')
    await startTraining(page)
    await page.getByText(/ \/ 600 steps/).waitFor()
    await page.getByRole('button', { name: 'After 30 steps' }).waitFor()
    await page.getByText('It has learned.').waitFor({ timeout: 120_000 })
    expect(await audit(page)).toEqual([])
    await page.goto(dataset)
    await page.getByRole('radio', { name: /^Large/ }).check()
    await startTraining(page)
    await page.getByText(/ \/ 30,000 steps/).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('It was canceled. What it had made so far is kept.').waitFor()
    await page.getByRole('link', { name: 'Jobs' }).click()
    const jobs = page.getByRole('list', { name: 'Jobs' }).getByRole('link')
    await expect.poll(() => jobs.count()).toBe(3)
    expect((await jobs.allInnerTexts()).map((text) => text.split('\n').at(-1))).toEqual(['Canceled', 'Done', 'Done'])
    expect(await isBroken(page)).toBe(false)
    expect(visitor.troubles).toEqual([])
  })

  test('a drawing with a script and a picture with an archive behind it are refused where they lie, and why', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/make/teach')
    await connectBurner(page)
    await page.getByLabel('Choose pictures from this machine').setInputFiles([
      { name: 'good.png', mimeType: 'image/png', buffer: picture(1) },
      { name: 'drawing.png', mimeType: 'image/png', buffer: drawingWithScript },
      { name: 'double.png', mimeType: 'image/png', buffer: withArchive(picture(2)) },
    ])
    const refused = page.getByRole('alert', { name: 'Files that cannot be used' })
    await refused.getByText('2 files cannot be used').waitFor()
    await reason(refused, 'drawing.png').getByText('The file is no PNG, JPEG or WebP').waitFor()
    await reason(refused, 'double.png').getByText('something else is hidden behind it').waitFor()
    await page.getByRole('region', { name: 'Pictures by me' }).getByText('1 picture', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Leave them out' }).click()
    await refused.waitFor({ state: 'hidden' })
    await page.getByLabel('Choose pictures from this machine').setInputFiles({
      name: 'drawing.svg',
      mimeType: 'image/svg+xml',
      buffer: drawingWithScript,
    })
    await page.getByText('None of the 1 files is a picture.').waitFor()
    expect(visitor.troubles).toEqual([])
  })
})

describe('publishing pictures', () => {
  test('a picture can be kept as soon as it is known who draws it, and not before', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/v1/works?kind=model*', (route) => asked.then(() => route.continue()))
    await visitor.goTo('/make')
    await page.locator('ul[inert]').waitFor()
    answer()
    await page.getByRole('button', { name: 'Keep seed 0' }).click()
    await page.getByRole('complementary', { name: 'Kept pictures' }).locator('img').waitFor()
  })

  test('pictures that were drawn and kept are published with a price, and somebody else licenses one', async () => {
    await using maker = await openOwner(studio.browser, studio.stack.url)
    await using buyer = await openVisitor(studio.browser, studio.stack.url)
    await maker.goTo('/make?from=4242&side=512')
    await connect(maker)
    await getPlayMoney(maker.page)
    await publish(maker.page, [
      { seed: 4242, name: script },
      { seed: 4244, name: 'Early light' },
    ])
    expect(maker.wallet.asked).toEqual([
      'personal_sign',
      'eth_sendTransaction',
      'eth_signTypedData_v4',
      'eth_signTypedData_v4',
    ])
    expect(await isBroken(maker.page)).toBe(false)
    expect(await audit(maker.page)).toEqual([])
    await license(buyer.page, script)
    expect(await isBroken(buyer.page)).toBe(false)
    expect([...maker.troubles, ...buyer.troubles]).toEqual([])
  })

  test.each([
    ['a picture with an archive behind it', 'image/png', withArchive(picture(3)), 'something else is hidden behind it'],
    ['a drawing with a script', 'image/svg+xml', drawingWithScript, 'PNG, JPEG or WebP'],
  ])('%s is refused in place, and can be followed by a good one', async (_name, mimeType, buffer, why) => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/make/publish')
    await connectBurner(page)
    await page.getByLabel('Choose a picture to publish').setInputFiles({ name: 'mine', mimeType, buffer })
    await page.getByRole('alert').getByText(why).waitFor()
    await page
      .getByLabel('Choose a picture to publish')
      .setInputFiles({ name: 'good.png', mimeType: 'image/png', buffer: picture(4) })
    await page.getByLabel('Name', { exact: true }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})

function reason(refused: ReturnType<Page['getByRole']>, file: string) {
  return refused.getByRole('listitem').filter({ hasText: file })
}

async function startTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start training' }).click()
  await page.waitForURL((url) => /\/make\/jobs\//.test(url.pathname))
}

type Wanted = { readonly seed: number; readonly name: string }

/** Keeps pictures of the table, names them, publishes them at three dollars and puts them up for sale. */
async function publish(page: Page, wanted: readonly Wanted[]): Promise<void> {
  for (const { seed } of wanted) await page.getByRole('button', { name: `Keep seed ${seed}` }).click()
  await page.getByRole('button', { name: `Publish ${wanted.length} pictures` }).click()
  for (const { seed, name } of wanted) await page.getByLabel(`Name of seed ${seed}`).fill(name)
  await page.getByLabel('Price to show it, in dollars').fill('3')
  await page.getByRole('button', { name: `Publish ${wanted.length} works` }).click()
  await page.getByRole('button', { name: 'Publish them all' }).click({ timeout: 120_000 })
  await signAndClose(page)
  await page.getByRole('button', { name: 'Put them up for sale' }).click()
  await signAndClose(page)
  await page.getByText('Anyone can license them now.').waitFor()
}

/** Finds a work in the market by its name and buys what is offered first. */
async function license(page: Page, name: string): Promise<void> {
  await page.goto('/market?sort=newest')
  await connectBurner(page)
  await page.locator('main').getByRole('link', { name }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('button', { name: 'License for $3' }).click()
  await signAndClose(page)
  await page.getByText('You have a license').waitFor()
}

function isBroken(page: Page): Promise<boolean> {
  return page.evaluate(() => 'broken' in window)
}
