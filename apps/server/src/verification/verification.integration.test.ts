import { encodePng, Picture } from '@tributary/engine'
import { Store } from '@tributary/provenance'
import { draftImport, type Prepared } from '@tributary/sdk'
import type { Verification } from '@tributary/sdk/wire'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { join, jpeg, latin, withChunk } from '../../test/files.ts'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { stripes } from '../../test/pictures.ts'
import { createApp } from '../api/createApp.ts'
import type { Api } from '../api/Services.ts'

let studio: TestStudio
let app: Api
let work: Prepared
let signed: Uint8Array
let content: Uint8Array

const side = 32
const pixels = new Uint8Array(side * side * 3).fill(90)

beforeAll(async () => {
  studio = await openStudio()
  app = createApp(studio.services)
  content = encodePng({ width: side, height: side, data: pixels })
  const sha256 = Picture.hash({ width: side, height: side, data: pixels })
  const picture = { bytes: content, mediaType: 'image/png', pixels: { sha256, width: side, height: side } }
  work = await studio.publish(draftImport({ name: 'River', content: picture }))
  signed = await Store.file(studio.services.store, work.signed!)
})
afterAll(() => studio?.[Symbol.asyncDispose]())

async function judge(bytes: Uint8Array): Promise<Verification> {
  const answer = await app.request('/v1/verifications', { method: 'POST', body: new Uint8Array(bytes) })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Verification
}

test('what the studio signed is authentic, and everything about it is said', async () => {
  const verdict = await judge(signed)
  expect(verdict).toMatchObject({
    answer: 'authentic',
    bytes: 'original',
    work: { id: work.id, name: 'River', proven: true },
  })
  expect(verdict.signer).toMatchObject({ organization: 'Test studio', trusted: true })
  expect(verdict.difference).toBeUndefined()
})

test('a file without its credential is recognized by its bytes, and in another container by its pixels', async () => {
  expect(await judge(content)).toMatchObject({ answer: 'stripped', work: { id: work.id } })
  const other = withChunk(content, 'tEXt', latin('Comment\0converted'))
  expect(await judge(other)).toMatchObject({
    answer: 'stripped',
    work: { id: work.id },
    difference: { with: 'content' },
  })
})

test('a changed file says which bytes and which pixels are others', async () => {
  const changed = pixels.slice()
  for (const [x, y] of [
    [3, 4],
    [5, 4],
    [5, 9],
  ] as const)
    changed[(y * side + x) * 3] = 255
  const forged = encodePng({ width: side, height: side, data: changed })
  // The new pixels with the old credential: everything behind the pixels of the signed file.
  const credential = signed.subarray(33, 33 + signed.length - content.length)
  const verdict = await judge(join(forged.subarray(0, 33), credential, forged.subarray(33)))
  expect(verdict).toMatchObject({ answer: 'edited', work: { id: work.id } })
  expect(verdict.difference).toMatchObject({
    with: 'signed',
    pixels: { count: 3, of: 1024, left: 3, top: 4, width: 3, height: 6 },
  })
  expect(verdict.difference!.bytes.length).toBeGreaterThan(0)
})

test('one changed byte is named', async () => {
  const changed = signed.slice()
  const at = changed.length - 30
  changed[at]! ^= 1
  const verdict = await judge(changed)
  expect(verdict.answer).toBe('edited')
  expect(verdict.difference).toMatchObject({ with: 'signed', count: 1, bytes: [{ from: at, to: at + 1 }] })
})

test.each([
  ['a picture of somebody else', stripes(1), 'unknown'],
  ['half a file', stripes(1).subarray(0, 100), 'unreadable'],
  ['nothing but noise', Uint8Array.of(1, 2, 3), 'unreadable'],
  ['a polyglot', join(jpeg, latin('PK\x03\x04<script>')), 'unknown'],
])('%s is judged, and harms nobody', async (_, bytes, answer) => {
  expect((await judge(bytes)).answer).toBe(answer)
})

test('an empty body is refused', async () => {
  expect((await app.request('/v1/verifications', { method: 'POST' })).status).toBe(422)
})
