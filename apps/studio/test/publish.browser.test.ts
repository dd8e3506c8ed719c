import type { Job, Lineage, Quote, Work, WorkCard } from '@tributary/sdk/wire'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './browser/audit.ts'
import { connectBurner } from './browser/connect.ts'
import { signAndClose } from './browser/signing.ts'
import { openVisitor } from './browser/Visitor.ts'
import { openFolder, picture } from './files/pictures.ts'
import { withStudio } from './stack/withStudio.ts'

const studio = withStudio()

/** Who is to be paid for Ada’s pictures: half of what the model’s pictures owe to artists, and of what it owes itself. */
const artist = `0x${'ada'.repeat(13)}0`

describe('pictures by a model of one’s own', () => {
  test('the model goes first, then its pictures can be published, and they pay it and its artists', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/make/teach')
    await connectBurner(page)
    const job = await teach(page)
    await visitor.goTo(`/make/jobs/${job}`)
    await page.getByText('It has learned.').waitFor()
    await page.getByRole('link', { name: 'Draw with it' }).click()
    await page.getByRole('button', { name: 'Keep seed 3' }).click()
    await page.getByRole('button', { name: 'Publish the model first' }).click()
    await page.getByRole('figure', { name: 'Who gets what of 10 dollars' }).waitFor()
    await page.getByRole('button', { name: 'Publish 2 works' }).click()
    await signDraft(page, 'Publish them all')
    await page.getByRole('link', { name: 'Make more' }).click()
    await page.getByRole('button', { name: 'Publish 1 picture' }).click()
    await page.getByLabel('Name of seed 3').fill('By our own hands')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('button', { name: 'Publish the work' }).click()
    await signAndClose(page)
    await page.getByRole('link', { name: 'Open By our own hands' }).click()
    await page.getByRole('heading', { level: 1, name: 'By our own hands' }).waitFor()
    await page
      .getByRole('region', { name: 'Made from' })
      .getByRole('link', { name: /A model of ours/ })
      .waitFor()
    const { payees } = await quoteOf(idOf(page))
    const [forPictures] = payees.filter(({ role }) => role === 'leaf')
    expect([forPictures?.account.address.toLowerCase(), forPictures?.amount]).toEqual([artist, '840000'])
    expect(visitor.troubles).toEqual([])
  })
})

describe('a remix', () => {
  test('is published from the page of a work, shows what it came from, and pays it', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    const parent = await storyPicture()
    await visitor.goTo(`/works/${parent.id}`)
    await connectBurner(page)
    await page.getByRole('link', { name: 'Remix', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Publish a remix' }).waitFor()
    await page.getByText('It stands here as soon as').waitFor()
    await choose(page, 11)
    await page.getByLabel('Name', { exact: true }).fill('Second thoughts')
    await page.getByText(`as holder of ${parent.name}`).waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await signDraft(page, 'Publish the work')
    expect(await audit(page)).toEqual([])
    await page.getByRole('link', { name: 'Open Second thoughts' }).click()
    await page
      .getByRole('region', { name: 'Made from' })
      .getByRole('link', { name: new RegExp(parent.name) })
      .waitFor()
    const id = idOf(page)
    const { payees } = await quoteOf(id)
    const [rest] = payees.filter(({ work, role }) => work === id && role === 'residual')
    expect(rest?.amount).toBe('9000000')
    const { edges } = await read<Lineage>(`/v1/works/${id}/lineage`)
    expect(edges).toContainEqual(expect.objectContaining({ from: id, to: parent.id, share: 100_000 }))
    await visitor.goTo(`/works/${parent.id}`)
    const family = page.getByRole('region', { name: 'Made from it' })
    await family.getByRole('link', { name: /Second thoughts/ }).waitFor()
    expect(visitor.troubles).toEqual([])
  })
})

describe('a draft', () => {
  test('is taken up again where it was: after a reload, from another page, and by its maker alone', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    await using stranger = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/make/publish')
    await connectBurner(page)
    await choose(page, 12)
    await page.getByLabel('Name', { exact: true }).fill('Later')
    await page.reload()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Later')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('button', { name: 'Read it, then sign' }).waitFor()
    const draft = new URL(page.url()).pathname
    await page.reload()
    await page.getByRole('button', { name: 'Read it, then sign' }).click()
    await signAndClose(page)
    await page.getByRole('button', { name: 'Publish the work' }).waitFor()
    await stranger.goTo(draft)
    await stranger.page.getByRole('heading', { level: 1, name: 'Say who you are first.' }).waitFor()
    await visitor.goTo('/make/jobs')
    await page.getByRole('list', { name: 'Jobs' }).getByRole('link').first().click()
    await page.getByRole('button', { name: 'Go on with publishing' }).click()
    await page.getByRole('button', { name: 'Publish the work' }).click()
    await signAndClose(page)
    await page.getByRole('button', { name: 'Put it up for sale' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Put it up for sale' }).click()
    await signAndClose(page)
    await page.getByText('Anyone can license them now.').waitFor()
    expect([...visitor.troubles, ...stranger.troubles]).toEqual([])
  })
})

/** Brings two artists’ pictures and has a model learn from them, no longer than it takes to draw at all. */
async function teach(page: Page): Promise<string> {
  using folder = openFolder({ Ada: 4, Bo: 4 })
  await page.getByLabel('Choose a folder from this machine').setInputFiles(folder.path)
  await page.getByRole('region', { name: 'Pictures by Bo' }).getByText('4 pictures').waitFor()
  const ada = page.getByRole('region', { name: 'Pictures by Ada' })
  await ada.getByLabel('Address to pay').fill(artist)
  await page.getByLabel('Name of the data set').fill('Two hands')
  await page.getByRole('checkbox', { name: /^I made these pictures/ }).check()
  await page.getByRole('button', { name: 'Make the data set' }).click()
  await page.getByRole('cell', { name: 'Ada', exact: true }).waitFor()
  const dataset = new URL(page.url()).pathname.split('/').at(-1)!
  return page.evaluate(async (job) => {
    const input = { kind: 'train', name: 'A model of ours', dataset: { job }, steps: 20, samples: 10 }
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/v1/jobs', { method: 'POST', headers, body: JSON.stringify(input) })
    return ((await response.json()) as Job).id
  }, dataset)
}

async function choose(page: Page, number: number): Promise<void> {
  const file = { name: 'mine.png', mimeType: 'image/png', buffer: picture(number, 256) }
  await page.getByLabel('Choose a picture to publish').setInputFiles(file)
  await page.getByLabel('Name', { exact: true }).waitFor()
}

/** From a prepared draft to a published one: a signature that it is one's own, then the transaction. */
async function signDraft(page: Page, publish: string): Promise<void> {
  await page.getByRole('button', { name: 'Read it, then sign' }).click()
  await signAndClose(page)
  await page.getByRole('button', { name: publish }).click()
  await signAndClose(page)
}

function idOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1)!
}

async function storyPicture(): Promise<WorkCard> {
  return (await read<{ items: WorkCard[] }>('/v1/works?kind=output')).items.at(-1)!
}

async function quoteOf(id: string): Promise<Quote> {
  const { flows } = await read<Work>(`/v1/works/${id}`)
  expect(flows.length).toBeGreaterThan(0)
  const { tokens } = await read<{ tokens: readonly { address: string }[] }>('/v1/studio')
  return read<Quote>(`/v1/works/${id}/quote?amount=10000000&token=${tokens[0]!.address}`)
}

async function read<answer>(path: string): Promise<answer> {
  return (await (await fetch(`${studio.stack.url}${path}`)).json()) as answer
}
