import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { connect, connectBurner, getPlayMoney } from './browser/connect.ts'
import { closeWhenDone, signAndClose } from './browser/signing.ts'
import { openOwner, openVisitor } from './browser/Visitor.ts'
import { withStudio } from './stack/withStudio.ts'

const studio = withStudio()

describe('licensing a picture', () => {
  test('a newcomer without any wallet licenses a picture within one visit, and sees the receipt', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/')
    await openWork(page, 'Ember 18')
    await connectBurner(page)
    await page.getByRole('button', { name: /^License for \$/ }).click()
    await sheet(page).getByText('Nothing happens until you sign.').waitFor()
    await signAndClose(page)
    await page.getByText('You have a license').waitFor()
    await page.getByText('Receipt', { exact: true }).waitFor()
    expect(visitor.troubles).toEqual([])
  })

  test('the owner of an extension wallet declines, thinks again and licenses; nothing is paid twice', async () => {
    await using owner = await openOwner(studio.browser, studio.stack.url)
    const { page, wallet } = owner
    await owner.goTo('/')
    await openWork(page, 'Ember 18')
    await connect(owner)
    await getPlayMoney(page)
    await page.getByRole('button', { name: /^License for \$/ }).click()
    wallet.rejectNext()
    await sheet(page).getByRole('button', { name: /^Sign/ }).click()
    await sheet(page).getByText('The wallet did not sign: the request was declined.').waitFor()
    await sheet(page).getByRole('button', { name: 'Try again' }).click()
    await closeWhenDone(page)
    await page.getByText('You have a license').waitFor()
    expect(await page.getByText('You have a license').count()).toBe(1)
    expect(owner.troubles).toEqual([])
  })

  test('a wallet on another network is led to this one before anything is signed', async () => {
    await using owner = await openOwner(studio.browser, studio.stack.url, { chainId: 1 })
    const { page, wallet } = owner
    await owner.goTo('/')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page.getByRole('button', { name: 'Test Wallet' }).click()
    await page.getByText('Test Wallet is on chain 1.').waitFor()
    expect(wallet.asked).toEqual([])
    await page.getByRole('button', { name: /^Switch to/ }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('button', { name: 'Account' }).waitFor()
    expect(wallet.asked).toEqual(['personal_sign'])
  })

  test('a wallet that loses its connection says so, and the purchase goes on when it is back', async () => {
    await using owner = await openOwner(studio.browser, studio.stack.url)
    const { page, wallet } = owner
    await owner.goTo('/')
    await connect(owner)
    await getPlayMoney(page)
    await openWork(page, 'Flora 32')
    await page.getByRole('button', { name: /^License for \$/ }).click()
    await sheet(page).getByRole('button', { name: /^Sign/ }).waitFor()
    wallet.mute()
    await sheet(page).getByRole('button', { name: /^Sign/ }).click()
    await sheet(page).getByRole('alert').waitFor()
    wallet.unmute()
    await sheet(page).getByRole('button', { name: 'Try again' }).click()
    await closeWhenDone(page)
    await page.getByText('You have a license').waitFor()
  })

  test('keys alone lead from the first page through a purchase', async () => {
    await using visitor = await openVisitor(studio.browser, studio.stack.url)
    const { page } = visitor
    await visitor.goTo('/')
    await page
      .getByRole('link', { name: /Ember 18/ })
      .first()
      .waitFor()
    await tabTo(page, 'Connect')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Wallet in this browser' }).waitFor()
    await tabTo(page, 'Wallet in this browser')
    await page.keyboard.press('Enter')
    await page.getByText('Play money is in your wallet').waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Ember 18')
    await page.getByRole('option', { name: /Ember 18/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^License for \$/ }).waitFor()
    await tabTo(page, /^License for \$/)
    await page.keyboard.press('Enter')
    await sheet(page).getByRole('button', { name: /^Sign/ }).waitFor()
    await tabTo(page, /^Sign/)
    await page.keyboard.press('Enter')
    await sheet(page).getByText('Done.', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('You have a license').waitFor()
  })
})

async function openWork(page: Page, name: string): Promise<void> {
  await page
    .locator('main')
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

function sheet(page: Page) {
  return page.getByRole('dialog')
}

/** Presses Tab until the wanted control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => {
      const focused = document.activeElement
      return `${focused?.getAttribute('aria-label') ?? ''}${focused?.textContent ?? ''}`.trim()
    })
    if (typeof name === 'string' ? text.startsWith(name) : name.test(text)) return
  }
  throw new Error(`Tab never came to ${name}.`)
}
