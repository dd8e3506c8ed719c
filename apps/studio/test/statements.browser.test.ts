import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Keystore } from '@tributary/sdk/node'
import type { Statement, Work, WorkCard } from '@tributary/sdk/wire'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { connect } from './browser/connect.ts'
import { openOwner, openVisitor } from './browser/Visitor.ts'
import { withStudio } from './stack/withStudio.ts'

const studio = withStudio()

describe('verifying files', () => {
  test('an original is told from a forgery that keeps its credential, and what was changed glows', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/verify')
    await page.getByRole('button', { name: 'Verify the original' }).click()
    await verdict(page, /^Made by .* with ateliers, unchanged\.$/)
    await page.getByText('got the picture that the record names, bit for bit').waitFor()
    await page.getByText('Your file did not leave this device.').waitFor()
    await visitor.goTo('/verify')
    await page.getByRole('button', { name: 'Verify the forgery' }).click()
    await verdict(page, 'Changed since it was signed.')
    await page.getByText(/pixels differ \(\d/).waitFor()
    expect(visitor.troubles).toEqual([])
  })

  test('several files at once each get their own answer, and none of them is sent anywhere', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    const sent: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && sent.push(new URL(request.url()).pathname))
    await visitor.goTo('/verify')
    const signed = await signedPicture()
    const cut = signed.subarray(0, signed.length / 2)
    await page.getByLabel('Files to verify').setInputFiles([
      { name: 'whole.png', mimeType: 'image/png', buffer: signed },
      { name: 'cut.png', mimeType: 'image/png', buffer: cut },
      { name: '<img src=x onerror=alert(1)>.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
    ])
    const files = page.getByRole('list', { name: 'Files' })
    await files.getByText(/unchanged/).waitFor()
    await files.getByRole('button', { name: /cut\.png/ }).click()
    await verdict(page, 'This file cannot be read.')
    await files.getByRole('button', { name: /onerror/ }).click()
    await verdict(page, 'This file cannot be read.')
    expect(new Set(sent)).toEqual(new Set(['/rpc']))
    expect(visitor.troubles).toEqual([])
  })

  test('a file that comes before the page has heard from its studio is verified all the same', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/v1/studio', (route) => asked.then(() => route.continue()))
    await visitor.goTo('/verify')
    await page
      .getByLabel('Files to verify')
      .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') })
    answer()
    await verdict(page, 'This file cannot be read.')
  })

  test('a file without its credential is recognized by its picture', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/verify')
    const work = await pictureWork()
    const content = work.files.find(({ role }) => role === 'content')!
    const buffer = Buffer.from(await (await fetch(`${studio.stack.url}${content.src}`)).arrayBuffer())
    await page.getByLabel('Files to verify').setInputFiles({ name: 'bare.png', mimeType: 'image/png', buffer })
    await verdict(page, `“${work.name}”, without its credential.`)
  })
})

describe('statements', () => {
  test('a maker reads a statement that adds up to the wei, claims everything, and nothing is left', async () => {
    await using owner = await openOwner(studio.browser, studio.stack.url, { key: keyOf('creator') })
    const { page, wallet } = owner
    const before = await statementOf(wallet.account.address)
    expect(payable(before)).toBeGreaterThan(0n)
    await owner.goTo('/statements')
    await connect(owner)
    await page.getByText('To the wei, added up in your browser').first().waitFor()
    await page.getByRole('button', { name: 'Claim everything' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: /^Sign/ }).click()
    await sheet.getByText('Done.', { exact: true }).waitFor()
    await sheet.getByRole('button', { name: 'Close' }).last().click()
    await expect.poll(async () => payable(await statementOf(wallet.account.address)), { timeout: 30_000 }).toBe(0n)
    await page.getByText('Everything was paid out.').waitFor()
    expect(owner.troubles).toEqual([])
  })

  test('the developer of the model claims without gas, and takes the statement along', async () => {
    await using owner = await openOwner(studio.browser, studio.stack.url, { key: keyOf('developer') })
    const { page, wallet } = owner
    await owner.goTo('/statements')
    await connect(owner)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV' }).click()
    const text = readFileSync(await (await download).path(), 'utf8')
    expect(text).toMatch(/^work,name,.*payable,pending/)
    expect(payable(await statementOf(wallet.account.address))).toBeGreaterThan(0n)
    await page.getByRole('button', { name: 'Claim without gas' }).click()
    await expect.poll(async () => payable(await statementOf(wallet.account.address)), { timeout: 30_000 }).toBe(0n)
    await page.getByText('Everything was paid out.').waitFor()
    expect(wallet.asked).toEqual(['personal_sign'])
  })

  test('anybody reads anybody’s statement by address, and a wrong address is explained', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/statements')
    await page.getByLabel('Somebody else’s statement').fill('0x12')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText('An address is 0x and 40 digits').waitFor()
    const artist = Keystore.open({ path: join(studio.stack.home, 'keys.json') }).account('artist-dune').address
    await page.getByLabel('Somebody else’s statement').fill(artist)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText('as a contributor to its data set').first().waitFor()
    expect(await page.getByRole('button', { name: 'Claim everything' }).count()).toBe(0)
  })
})

describe('operations', () => {
  test('the index is checked against the chain by a button, and a restart is survived by an open page', {
    timeout: 120_000,
  }, async () => {
    await using owner = await openOwner(studio.browser, studio.stack.url)
    const { page } = owner
    await owner.goTo('/operations')
    await connect(owner)
    await page.getByRole('heading', { level: 1, name: /works/i }).waitFor()
    await page.getByRole('button', { name: 'Check the index against the chain' }).click()
    await page.getByText(/facts, not one differs\./).waitFor()
    await studio.stack.halt()
    await page.getByText('Reconnecting').waitFor()
    await studio.stack.resume()
    await page.getByText('Reconnecting').waitFor({ state: 'hidden', timeout: 60_000 })
    await page.getByRole('heading', { level: 1, name: /works/i }).waitFor()
    await owner.goTo('/statements')
    await page.getByRole('button', { name: 'Account' }).waitFor()
  })
})

async function verdict(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 2, name }).waitFor({ timeout: 45_000 })
}

async function pictureWork(): Promise<Work> {
  const { items } = await read<{ items: WorkCard[] }>('/v1/works?kind=output')
  return read<Work>(`/v1/works/${items[0]!.id}`)
}

async function signedPicture(): Promise<Buffer> {
  const signed = (await pictureWork()).files.find(({ role }) => role === 'signed')!
  return Buffer.from(await (await fetch(`${studio.stack.url}${signed.src}`)).arrayBuffer())
}

async function read<answer>(path: string): Promise<answer> {
  return (await (await fetch(`${studio.stack.url}${path}`)).json()) as answer
}

function statementOf(address: string): Promise<Statement> {
  return read<Statement>(`/v1/accounts/${address}/statement`)
}

function payable({ totals }: Statement): bigint {
  return totals.reduce((sum, total) => sum + BigInt(total.payable) + BigInt(total.pending), 0n)
}

function keyOf(role: string) {
  return Keystore.open({ path: join(studio.stack.home, 'keys.json') }).secret(role)
}
