import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import * as files from '../test/files.ts'
import { library, makePng, openStudio, storeOf, workId } from '../test/studio.ts'
import { Bundle, Credential, MemoryStore, verify } from './index.ts'
import { FileStore } from './node/index.ts'

const studio = await openStudio()
const made = await makePng(studio, { side: 1024 })
const draft = { bytes: made.unsigned, record: made.record, proof: made.proof }
const validator = Credential.validator(library, { anchors: [studio.root] })
const folders: string[] = []
const options = { time: 1500, warmupTime: 300 }

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

async function emptyStore(): Promise<FileStore> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-bench-'))
  folders.push(folder)
  return FileStore.open(folder)
}

test(`a PNG of 1024 x 1024 (${made.signed.length} bytes) is signed and stored`, async ({ bench }) => {
  await bench('sign', async () => void (await Credential.sign(library, draft, studio.signer))).run(options)
  const store = async () => {
    const signed = await Credential.sign(library, draft, studio.signer)
    await storeOf(studio, [{ ...made, signed }], await emptyStore())
  }
  await bench('sign and store', store).run(options)
})

test('the same PNG is verified', async ({ bench }) => {
  await bench('verify', async () => void (await verify(made.signed, { validator, workId }))).run(options)
})

test('the same work is bundled', async ({ bench }) => {
  const { store } = await storeOf(studio, [made], new MemoryStore())
  const write = async () => void (await files.joined(Bundle.write(store, [made.id])))
  await bench('write a bundle', write).run(options)
})
