import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerOf, problemOf } from '../api/problems.ts'
import type { Api, Environment } from '../api/Services.ts'
import { addWeb } from './addWeb.ts'

const root = mkdtempSync(join(tmpdir(), 'tributary-web-'))
const dist = join(root, 'dist')
const page = '<!doctype html><title>Tributary</title>'
beforeAll(() => {
  mkdirSync(join(dist, 'assets'), { recursive: true })
  writeFileSync(join(dist, 'index.html'), page)
  writeFileSync(join(dist, 'assets/index-1a2b.js'), 'export {}')
  writeFileSync(join(dist, '.built-from'), 'hash')
  writeFileSync(join(root, 'secret.txt'), 'not for you')
})
afterAll(() => rmSync(root, { recursive: true }))

function web(folder = dist): Api {
  const app: Api = new OpenAPIHono<Environment>()
  addWeb(app, undefined, folder)
  app.onError((error) => answerOf(problemOf(error)))
  return app
}

test.each(['/', '/market', '/works/0x12', '/index.html', '/no/such/screen'])(
  '%s is the page, asked for anew each time',
  async (path) => {
    const answer = await web().request(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(await answer.text()).toBe(page)
  },
)

test('a file that is named by its content is kept for ever, packed for whoever can unpack it', async () => {
  const answer = await web().request('/assets/index-1a2b.js', { headers: { 'accept-encoding': 'gzip' } })
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(await answer.arrayBuffer()).toString()).toBe('export {}')
  const plain = await web().request('/assets/index-1a2b.js')
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe('export {}')
})

test.each(['/v1/nothing', '/assets/index-old.js', '/pay/nothing', '/files/0x00'])(
  '%s is no page: nothing is there',
  async (path) => {
    expect((await web().request(path)).status).toBe(404)
  },
)

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/.built-from',
  '/%ff',
])('%s leads nowhere outside of what was built', async (path) => {
  const answer = await web().request(`http://127.0.0.1${path}`)
  expect(await answer.text()).not.toContain('not for you')
})

test('a program that wants JSON gets no page, and one without a build is told what to do', async () => {
  expect((await web().request('/market', { headers: { accept: 'application/json' } })).status).toBe(404)
  const answer = await web(join(root, 'nowhere')).request('/')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({
    title: 'The web studio is not built',
    hint: expect.stringContaining('npm start'),
  })
})
