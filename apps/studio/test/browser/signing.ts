import type { Page } from 'playwright-core'

/** Signs what the sheet explains, waits until it is done, and closes it. */
export async function signAndClose(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: /^Sign/ }).click()
  await closeWhenDone(page)
}

export async function closeWhenDone(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Done.', { exact: true }).waitFor()
  await sheet.getByRole('button', { name: 'Close' }).last().click()
}
