import type { Page } from 'playwright-core'
import type { Owner } from './Visitor.ts'

/** Connects the extension wallet and signs in, as a person would, from the corner of any screen. */
export async function connect({ page }: Owner): Promise<void> {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('button', { name: 'Test Wallet' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Account' }).waitFor()
}

/** Makes a wallet in this browser, signs in with it and has play money. */
export async function connectBurner(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('button', { name: 'Wallet in this browser' }).click()
  await page.getByText('Play money is in your wallet').waitFor()
}

/** Asks for play money from the menu of the account. */
export async function getPlayMoney(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Get play money' }).click()
  await page.getByText('Play money is in your wallet').waitFor()
}
