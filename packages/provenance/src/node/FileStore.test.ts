import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { joined } from '../../test/files.ts'
import { makePng, openStudio, storeOf, workId } from '../../test/studio.ts'
import { Bundle, Cid, MemoryStore, Store } from '../index.ts'
import { CorruptError, FileStore, NameError, WriteError } from './index.ts'

let folder: string
let store: FileStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-store-'))
  store = await FileStore.open(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const blockOf = async (text: string) => {
  const bytes = new TextEncoder().encode(text)
  return { cid: Cid.raw(await Cid.sha256Of(bytes)), bytes }
}
const pathOf = (cid: { toString(): string }) => join(folder, 'blocks', cid.toString().slice(-2, -1), cid.toString())

describe('a store in a folder', () => {
  test('answers as the one in memory does, also after it was opened again', async () => {
    const studio = await openStudio()
    const made = await makePng(studio)
    const memory = (await storeOf(studio, [made])).store
    await storeOf(studio, [made], store)
    const again = await FileStore.open(folder)
    expect([...(await again.works())].sort()).toEqual([...(await memory.works())].sort())
    for (const id of await memory.works()) {
      expect(await again.entry(id)).toEqual(await memory.entry(id))
      for (const hash of Store.hashesOf((await memory.entry(id))!))
        expect(await again.find(hash)).toEqual(await memory.find(hash))
    }
    expect(await joined(Bundle.write(again, [made.id]))).toEqual(await joined(Bundle.write(memory, [made.id])))
  })

  test('knows nothing that was not put', async () => {
    const { cid } = await blockOf('absent')
    expect(await store.get(cid)).toBeUndefined()
    expect(await store.has(cid)).toBe(false)
    expect(await store.entry(`0x${'00'.repeat(32)}`)).toBeUndefined()
    expect(await store.find(`0x${'00'.repeat(32)}`)).toEqual([])
    expect(await store.works()).toEqual([])
  })

  test('refuses bytes that do not hash to their CID', async () => {
    const { cid } = await blockOf('one')
    await expect(store.put({ cid, bytes: new TextEncoder().encode('two') })).rejects.toThrow('holds other bytes')
  })

  test('refuses names that could lead out of its folder', async () => {
    await expect(store.entry('0x../../etc' as `0x${string}`)).rejects.toThrow(NameError)
    await expect(store.find('../x' as `0x${string}`)).rejects.toThrow(NameError)
  })
})

describe('a file of the store', () => {
  test('that was changed is noticed, and mended when its bytes come again', async () => {
    const block = await blockOf('content')
    await store.put(block)
    for (const spoil of [
      () => writeFileSync(pathOf(block.cid), 'contemt'),
      () => truncateSync(pathOf(block.cid), 3),
      () => truncateSync(pathOf(block.cid), 0),
    ]) {
      spoil()
      await expect(store.get(block.cid)).rejects.toThrow(CorruptError)
      await store.put(block)
      expect(new Uint8Array((await store.get(block.cid))!)).toEqual(block.bytes)
    }
  })

  test('that points to an entry is checked as well', async () => {
    const studio = await openStudio()
    await storeOf(studio, [], store)
    const { id } = studio.model
    const pointer = join(folder, 'entries', id.slice(2, 4), id)
    const cid = readFileSync(pointer, 'utf8').trim()
    writeFileSync(pointer, 'garbage')
    await expect(store.entry(id)).rejects.toThrow(CorruptError)
    writeFileSync(pointer, `${cid}\n`)
    rmSync(pathOf(cid))
    await expect(store.entry(id)).rejects.toThrow('the block that it names is missing')
  })

  test('is mended by importing the bundle again', async () => {
    const studio = await openStudio()
    const made = await makePng(studio)
    await storeOf(studio, [made], store)
    const bundle = await joined(Bundle.write(store, [made.id]))
    const { cid } = (await store.entry(made.id))!.files[0]!
    writeFileSync(pathOf(cid), 'rotten')
    await expect(joined(Bundle.write(store, [made.id]))).rejects.toThrow(CorruptError)
    await Bundle.read(bundle, store, workId)
    expect(await joined(Bundle.write(store, [made.id]))).toEqual(bundle)
  })
})

describe('a disk that takes no more', () => {
  const child = (
    script: string,
  ) => `import { FileStore } from ${JSON.stringify(new URL('./FileStore.ts', import.meta.url).href)}
import * as Store from ${JSON.stringify(new URL('../Store.ts', import.meta.url).href)}
${script}`
  const big = `const file = new Uint8Array(300_000).map((_, i) => i * i)
try { await Store.putFile(store, { role: 'content', bytes: file, mediaType: 'x/y' }) } catch (error) { console.log(error.name, error.message) }`

  // A limit on the size of files stands for a full disk: it needs no privileges, and the code path is the same.
  test('is named in the error, and what was stored before is whole', async () => {
    const block = await blockOf('before')
    await store.put(block)
    const script = child(`const store = await FileStore.open(process.argv[1])\n${big}`)
    const command = `ulimit -f 100; exec "${process.execPath}" --input-type=module -e "$SCRIPT" "$FOLDER"`
    const { stdout } = spawnSync('bash', ['-c', command], {
      env: { ...process.env, SCRIPT: script, FOLDER: folder },
      encoding: 'utf8',
    })
    expect(stdout).toContain('FileStore.WriteError')
    expect(stdout).toContain('the file is larger than this process may write')
    expect(readdirSync(join(folder, 'temporary'))).toEqual([])
    expect(new Uint8Array((await store.get(block.cid))!)).toEqual(block.bytes)
  })

  const isRoot = process.getuid?.() === 0
  const tmpfs = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0
  const canMount = isRoot && tmpfsWorks()

  function tmpfsWorks(): boolean {
    const probe = mkdtempSync(join(tmpdir(), 'tributary-mount-'))
    const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', probe]).status === 0
    if (mounted) execFileSync('umount', [probe])
    rmSync(probe, { recursive: true })
    return mounted
  }

  // Mounting needs root; elsewhere these two are shown as skipped, and the limit above stands for them.
  test.skipIf(!canMount)('because it is full says so', async () => {
    tmpfs('size=200k')
    try {
      const full = await FileStore.open(folder)
      const bytes = new Uint8Array(300_000).map((_, index) => index * index)
      const put = Store.putFile(full, { role: 'content', bytes, mediaType: 'x/y' })
      await expect(put).rejects.toThrow('the disk is full')
      await full.put(await blockOf('small still fits'))
    } finally {
      execFileSync('umount', [folder])
    }
  })

  test.skipIf(!canMount)('because it is read-only says so', async () => {
    tmpfs('size=200k')
    try {
      const opened = await FileStore.open(folder)
      execFileSync('mount', ['-o', 'remount,ro', folder])
      await expect(opened.put(await blockOf('x'))).rejects.toThrow('the disk is read-only')
      await expect(opened.put(await blockOf('x'))).rejects.toThrow(WriteError)
    } finally {
      execFileSync('umount', [folder])
    }
  })

  test.skipIf(isRoot)('because others own it says so', async () => {
    chmodSync(join(folder, 'temporary'), 0o500)
    await expect(store.put(await blockOf('x'))).rejects.toThrow('you may not write there')
  })

  test('because a file is in the way says so', async () => {
    const path = join(folder, 'file')
    writeFileSync(path, '')
    await expect(FileStore.open(path)).rejects.toThrow('a file is where a folder should be')
  })
})

describe('a process that is killed while it writes', () => {
  const writer = `import { FileStore } from ${JSON.stringify(new URL('./FileStore.ts', import.meta.url).href)}
import * as Store from ${JSON.stringify(new URL('../Store.ts', import.meta.url).href)}
const store = await FileStore.open(process.argv[1])
for (let n = 0; ; n++) {
  const bytes = new Uint8Array(50_000).fill(n % 251).map((byte, i) => byte ^ (i * n))
  const { cid } = await Store.putFile(store, { role: 'content', bytes, mediaType: 'x/y' })
  console.log(cid)
}`

  async function killAfter(milliseconds: number): Promise<string[]> {
    const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', writer, folder])
    let said = ''
    child.stdout?.on('data', (text) => {
      said += text
    })
    await new Promise<void>((resolve) => child.stdout?.once('data', () => setTimeout(resolve, milliseconds)))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    return said.split('\n').slice(0, -1)
  }

  test('leaves a store in which everything it reported is whole', async () => {
    for (const milliseconds of [1, 13, 40]) {
      const reported = await killAfter(milliseconds)
      expect(reported.length).toBeGreaterThan(0)
      const again = await FileStore.open(folder)
      expect(readdirSync(join(folder, 'temporary'))).toEqual([])
      for (const cid of reported) expect((await again.get(Cid.parse(cid)))?.length).toBe(50_000)
      for (const shard of readdirSync(join(folder, 'blocks')))
        for (const name of readdirSync(join(folder, 'blocks', shard)))
          expect(await again.has(Cid.parse(name))).toBe(true)
    }
  })

  test('does not lose the drafts of another process that is alive', async () => {
    mkdirSync(join(folder, 'temporary'), { recursive: true })
    writeFileSync(join(folder, 'temporary', `${process.pid}-mine`), '')
    writeFileSync(join(folder, 'temporary', '2147483646-dead'), '')
    await FileStore.open(folder)
    expect(readdirSync(join(folder, 'temporary'))).toEqual([`${process.pid}-mine`])
  })
})

describe('what was written', () => {
  test('lists every work, and after a while only folders into which something came', async () => {
    const studio = await openStudio()
    const made = await makePng(studio)
    await storeOf(studio, [made], store)
    const written = await store.written()
    expect(written.map(({ work }) => work).sort()).toEqual([...(await store.works())].sort())
    for (const { at } of written) expect(Math.abs(at - Date.now())).toBeLessThan(60_000)
    expect(await store.written(Date.now() + 60_000)).toEqual([])
  })
})

describe('both stores', () => {
  test('keep the files of two entries of one work', async () => {
    const studio = await openStudio()
    const made = await makePng(studio)
    for (const target of [store, new MemoryStore()]) {
      await storeOf(studio, [made], target)
      const entry = (await target.entry(made.id))!
      const merged = Store.merge(
        { ...entry, files: entry.files.slice(0, 1) },
        { ...entry, files: entry.files.slice(1) },
      )
      expect(merged).toEqual(entry)
    }
  })
})
