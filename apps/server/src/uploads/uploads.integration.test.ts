import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import type { Problem, Upload } from '@tributary/sdk/wire'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { join, jpeg, latin, png, withChunk, withSegment } from '../../test/files.ts'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { stripes } from '../../test/pictures.ts'
import { type Visitor, visit } from '../../test/visitor.ts'
import { createApp } from '../api/createApp.ts'
import type { Api } from '../api/Services.ts'
import { collectUploads } from './collect.ts'
import { incomingOf, pathOf } from './place.ts'
import { most } from './uploads.ts'

let studio: TestStudio
let app: Api
let ada: Visitor
let eve: Visitor

beforeAll(async () => {
  studio = await openStudio()
  app = createApp(studio.services)
  ada = await visit(app, studio.services, (await studio.person('ada')).address)
  eve = await visit(app, studio.services, (await studio.person('eve')).address)
})
afterAll(() => studio?.[Symbol.asyncDispose]())

const put = (body: Uint8Array): Promise<Response> => ada.ask('PUT', '/v1/uploads', body)
const idOf = (bytes: Uint8Array): string => `0x${createHash('sha256').update(bytes).digest('hex')}`
const zip = latin('PK\x03\x04 and so on')
const script = latin('<script>alert(1)</script>')

async function refusal(body: Uint8Array): Promise<Problem> {
  const answer = await put(body)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(existsSync(pathOf(studio.services.home, idOf(body)))).toBe(false)
  expect(readdirSync(incomingOf(studio.services.home))).toEqual([])
  return (await answer.json()) as Problem
}

describe('R-19: an upload is what its bytes are', () => {
  test.each([
    ['a PNG', stripes(1), 'image/png', 'picture'],
    ['a JPEG', jpeg, 'image/jpeg', 'picture'],
    ['a JPEG that a camera filled up', join(jpeg, new Uint8Array(64)), 'image/jpeg', 'picture'],
    [
      'an SVG with a script',
      latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'image/svg+xml',
      'file',
    ],
    ['HTML', latin('\n<!DOCTYPE html><title>x</title>'), 'text/html', 'file'],
    ['HTML behind text', latin('hello <script>alert(1)</script>'), 'text/html', 'file'],
    ['text', latin('../../etc/passwd'), 'text/plain', 'file'],
    ['an archive', zip, 'application/zip', 'file'],
    ['anything else', Uint8Array.of(0, 1, 2, 3), 'application/octet-stream', 'file'],
  ])('%s is found by its content', async (_, bytes, mediaType, type) => {
    const answer = (await (await put(bytes)).json()) as Upload
    expect(answer).toMatchObject({ id: idOf(bytes), mediaType, type, size: bytes.length })
  })

  test('a picture is shown, and whatever a browser might run is only handed back', async () => {
    const picture = (await ada.upload(stripes(2))) as unknown as Upload
    expect(picture.picture).toMatchObject({ width: 64, height: 64 })
    expect((await ada.ask('GET', picture.picture!.preview)).headers.get('content-type')).toBe('image/webp')
    const page = (await ada.upload(latin('<html><script>alert(2)</script>'))) as unknown as Upload
    const { headers } = await ada.ask('GET', page.src)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toBe('attachment')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each([
    ['nothing', new Uint8Array(), /0 bytes/],
    ['a picture with an archive behind it', join(stripes(3), zip), /ends at byte/],
    ['a JPEG with a page behind it', join(jpeg, script), /ends at byte/],
    ['a picture with a script in its words', withChunk(stripes(3), 'tEXt', join(latin('Comment\0'), script)), /script/],
    ['a JPEG with a PDF in its comment', withSegment(jpeg, 0xfe, latin('%PDF-1.4')), /PDF/],
    ['a JPEG with a program in its EXIF', withSegment(jpeg, 0xe1, latin('Exif\0\0<?php system()')), /PHP/],
    ['half a picture', stripes(3).subarray(0, 200), /bytes but goes on/],
    ['a picture of too many pixels', png(60_000, 60_000, new Uint8Array(10)), /3600000000 pixels/],
    [
      'a picture that says it is small and unpacks to 300 MB',
      png(16, 16, new Uint8Array(300_000_000)),
      /IDAT unpacks to more/,
    ],
    [
      'a picture whose words unpack to 50 MB',
      withChunk(
        stripes(3),
        'zTXt',
        join(latin('Comment\0\0'), new Uint8Array(deflateSync(new Uint8Array(50_000_000)))),
      ),
      /zTXt unpacks to more/,
    ],
    ['a picture with no pixels', png(0, 16, new Uint8Array(10)), /at least 1/],
    ['a model that was changed', latin('TRIBMODL\x10\0\0\0{"format":1}'), /./],
  ])('%s is refused, and leaves nothing', { timeout: 60_000 }, async (_, bytes, reason) => {
    const problem = await refusal(bytes)
    expect(problem.status).toBe(422)
    expect(problem.detail).toMatch(reason)
    expect(problem.hint).toBeTruthy()
  })

  test('more than 100 MB are refused before they have all come, also without a length', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 4_000_000
        controller.enqueue(new Uint8Array(4_000_000))
      },
    })
    const answer = await ada.stream('/v1/uploads', body)
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan(120_000_000)
    expect(readdirSync(incomingOf(studio.services.home))).toEqual([])
  })

  test.each(['../secret', 'a/b', 'a\\b', 'nul', 'CON.png', 'a\u0000b', '.hidden', 'trailing.', 'right\u202egnp.exe'])(
    'a file or an artist cannot be called %j',
    async (name) => {
      const { id } = await ada.upload(stripes(1))
      const asked = (picture: object) =>
        ada.ask('POST', '/v1/jobs', {
          kind: 'dataset',
          name: 'Set',
          pictures: [{ upload: id, contributor: 'ada', ...picture }],
        })
      expect((await asked({ name })).status).toBe(422)
      expect((await asked({ contributor: name })).status).toBe(422)
    },
  )
})

describe('an upload belongs to whoever brought it', () => {
  test('nobody else sees it, and whoever brings the same bytes has their own', async () => {
    const { id } = await ada.upload(stripes(7))
    for (const path of [`/v1/uploads/${id}`, `/v1/uploads/${id}/file`, `/v1/uploads/${id}/preview`]) {
      expect((await eve.ask('GET', path)).status).toBe(404)
    }
    expect((await eve.ask('DELETE', `/v1/uploads/${id}`)).status).toBe(404)
    await eve.upload(stripes(7))
    expect((await ada.ask('DELETE', `/v1/uploads/${id}`)).status).toBe(204)
    expect((await eve.ask('GET', `/v1/uploads/${id}/file`)).status).toBe(200)
    expect((await app.request('/v1/uploads')).status).toBe(401)
  })

  test('an account has its room, and no more', async () => {
    const full =
      'INSERT INTO studio.upload (owner, id, size, content, created, expires) VALUES ($1, $2, $3, $4, 0, 9e9)'
    const values = [
      eve.address.toLowerCase(),
      `0x${'f'.repeat(64)}`,
      most.bytes - 100,
      '{"type":"file","mediaType":"x"}',
    ]
    await studio.services.pool.query(full, values)
    const answer = await eve.ask('PUT', '/v1/uploads', stripes(8))
    expect(answer.status).toBe(413)
    expect((await eve.get<{ files: number }>('/v1/uploads')).files).toBeGreaterThan(0)
    await studio.services.pool.query('DELETE FROM studio.upload WHERE id = $1', [values[1]])
  })

  test('what nothing was made of is gone after a day, what something was made of stays', async () => {
    const [gone, kept] = [await ada.upload(stripes(9)), await ada.upload(stripes(10))]
    await studio.services.pool.query('UPDATE studio.upload SET expires = NULL WHERE id = $1', [kept.id])
    const tomorrow = { ...studio.services, clock: () => studio.services.clock() + 90_000 }
    expect(await collectUploads(tomorrow)).toBeGreaterThan(0)
    expect((await ada.ask('GET', `/v1/uploads/${gone.id}`)).status).toBe(404)
    expect(existsSync(pathOf(studio.services.home, gone.id))).toBe(false)
    expect((await ada.ask('GET', `/v1/uploads/${kept.id}/file`)).status).toBe(200)
    expect((await ada.ask('DELETE', `/v1/uploads/${kept.id}`)).status).toBe(409)
  })
})
