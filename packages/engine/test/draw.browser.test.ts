import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { loadCodecs, loadShipped, shippedPictures } from '../src/node/index.ts'
import { type BrowserGlobals, type Outcome, outcome, type Task } from './browserPage.ts'
import { chromiumPath, serve } from './chromium.ts'
import { golden } from './golden.ts'

test('Chromium draws, decodes, encodes and trains exactly what Node does', async () => {
  const task = await taskOf()
  const { server, url } = await serve()
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.goto(url)
    await page.addScriptTag({ type: 'module', url: '/packages/engine/test/browserPage.ts' })
    const run = (given: Task): Promise<Outcome> => (globalThis as unknown as BrowserGlobals).run(given)
    await page.waitForFunction(() => 'run' in globalThis)
    const inBrowser = await page.evaluate(run, task)
    expect(inBrowser.drawn).toEqual(golden.cases.map(({ hash }) => hash))
    expect(inBrowser).toEqual(await outcome(task, await loadCodecs()))
  } finally {
    await browser.close()
    server.close()
  }
}, 120_000)

async function taskOf(): Promise<Task> {
  const names = ['dune/00.webp', 'ember/01.webp', 'lumen/02.webp']
  const files = await Promise.all(
    names.map(async (path) => ({ path, base64: (await readFile(join(shippedPictures, path))).toString('base64') })),
  )
  const { file } = await loadShipped()
  return { model: Buffer.from(file).toString('base64'), inputs: golden.cases.map(({ recipe }) => recipe), files }
}
