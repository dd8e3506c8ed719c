import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome, perform, Task } from '../test/browserTask.ts'
import { library, makePng, openStudio, type Studio, workId } from '../test/studio.ts'
import { Credential, Record, verify } from './index.ts'

let server: Server
let browser: Browser
let page: Page
let studio: Studio
let task: Task

beforeAll(async () => {
  const path = process.env.CHROME_PATH ?? '/usr/bin/chromium'
  if (!existsSync(path)) throw new Error(`No Chromium at ${path}: set CHROME_PATH, or install one.`)
  server = await serve({ '/': '<!doctype html>', '/task.js': await bundle(), '/c2pa.wasm': readFileSync(wasm) })
  browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] })
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  studio = await openStudio()
  task = await taskOf(studio)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

const wasm = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')

test('a page signs and verifies as Node does', async () => {
  await page.addScriptTag({ type: 'module', url: '/task.js' })
  await page.waitForFunction(() => 'perform' in globalThis)
  await expectAuthentic(
    await page.evaluate((given) => (globalThis as unknown as { perform: typeof perform }).perform(given), task),
  )
})

// Workers bring a synchronous reader of their own, which takes only real Blobs.
test('a worker signs and verifies as Node does', async () => {
  await expectAuthentic(await page.evaluate(inWorker, task))
})

function inWorker(given: Task): Promise<Outcome> {
  const worker = new Worker('/task.js', { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => reject(new TypeError(message))
    worker.postMessage(given)
  })
}

async function expectAuthentic({ signed, ...verdict }: Outcome): Promise<void> {
  expect(verdict).toEqual({ answer: 'authentic', failed: [] })
  const validator = Credential.validator(library, { anchors: [studio.root] })
  expect(await verify(new Uint8Array(Buffer.from(signed, 'base64')), { validator, workId })).toMatchObject({
    answer: 'authentic',
  })
}

async function taskOf(opened: Studio): Promise<Task> {
  const { unsigned, record, proof, id } = await makePng(opened)
  return {
    unsigned: Buffer.from(unsigned).toString('base64'),
    record: new TextDecoder().decode(Record.bytes(record)),
    proof,
    id,
    chain: [opened.leaf, opened.root],
    privateKey: Buffer.from(await crypto.subtle.exportKey('pkcs8', opened.leafKey)).toString('base64'),
  }
}

// What a browser gets is what a bundler makes of our public API: an import of a Node module would fail here.
async function bundle(): Promise<string> {
  const entry = join(import.meta.dirname, '../test/browserTask.ts')
  const lib = { entry, formats: ['es' as const], fileName: 'task' }
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, lib, minify: false } })
  const [result] = Array.isArray(built) ? built : [built]
  if (!result || !('output' in result)) throw new Error('The bundler made nothing.')
  return result.output[0].code
}

async function serve(files: { readonly [path: string]: string | Buffer }): Promise<Server> {
  const types: { readonly [path: string]: string } = { '/': 'text/html', '/task.js': 'text/javascript' }
  const listener = createServer(({ url = '/' }, response) => {
    response.setHeader('content-type', types[url] ?? 'application/wasm')
    response.writeHead(url in files ? 200 : 404).end(files[url])
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return listener
}
