import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { Cid, MemoryStore } from '@tributary/provenance'
import { Home } from '@tributary/sdk/node'
import { afterAll, describe, expect, test } from 'vitest'
import { answerOf, problemOf } from '../api/problems.ts'
import type { Api, Environment, Services } from '../api/Services.ts'
import { addEvidence } from './addEvidence.ts'

const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
const home = Home.open(folder)
afterAll(() => {
  home[Symbol.dispose]()
  rmSync(folder, { recursive: true })
})

const store = new MemoryStore()
const app: Api = new OpenAPIHono<Environment>()
app.onError((error) => answerOf(problemOf(error)))
addEvidence(app, { home, store } as unknown as Services)

describe('evidence', () => {
  test('a block comes out byte for byte, as a download that no page can run', async () => {
    const { cid, blocks } = await Cid.ofFile(new TextEncoder().encode('<script>alert(1)</script>'))
    for (const block of blocks) await store.put(block)
    const response = await app.request(`/v1/evidence/blocks/${cid}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toBe('attachment')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(blocks[0]!.bytes)
  })

  test('what is no CID, and what is not here, is refused in words', async () => {
    const wrong = await app.request('/v1/evidence/blocks/hello')
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { detail: expect.stringContaining('hello') }])
    const absent = await app.request(`/v1/evidence/blocks/${Cid.raw(`0x${'ab'.repeat(32)}`)}`)
    expect(absent.status).toBe(404)
  })

  test('an unknown hash is known by no work, and an unknown work has no entry', async () => {
    const unknown = `0x${'cd'.repeat(32)}`
    expect(await (await app.request(`/v1/evidence/known/${unknown}`)).json()).toEqual({ works: [] })
    expect((await app.request(`/v1/evidence/entries/${unknown}`)).status).toBe(404)
  })

  test('a home without an identity trusts nobody', async () => {
    expect(await (await app.request('/v1/evidence/roots')).json()).toEqual({ roots: [] })
  })
})
