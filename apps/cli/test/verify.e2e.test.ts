import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { encodePng } from '@tributary/engine'
import { Verdict } from '@tributary/provenance'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type Studio } from './studio.ts'
import { ask, type Run, temporaryFolder, tributary } from './tributary.ts'

let studio: Studio
let elsewhere: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  studio = await openStudio()
  elsewhere = temporaryFolder()
}, 300_000)
afterAll(() => {
  studio[Symbol.dispose]()
  elsewhere[Symbol.dispose]()
})

const verify = (file: string, ...args: string[]): Promise<Run> =>
  tributary(['verify', file, '--home', studio.home, ...args], { cwd: studio.path })
const answerOf = async (run: Promise<Run>): Promise<[string | undefined, number | null]> => {
  const { code, stdout } = await run
  return [/^[A-Z ]+(?=:)/.exec(stdout)?.[0], code]
}

/** The signed file with one byte of its picture changed. */
function spoiled(): string {
  const bytes = readFileSync(studio.signed)
  const at = bytes.lastIndexOf('IDAT') + 20
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(studio.to('spoiled.png'), bytes)
  return studio.to('spoiled.png')
}

describe('one verdict, with its exit code', () => {
  test('our own file is authentic, by chain and without', async () => {
    expect(await answerOf(verify(studio.signed))).toEqual(['AUTHENTIC', 0])
    expect(await answerOf(verify(studio.signed, '--offline'))).toEqual(['AUTHENTIC', 0])
    const { stdout } = await verify(studio.signed)
    expect(stdout).toMatch(/✓ rerun +the recipe gives the same picture, bit for bit/)
    expect(stdout).toMatch(/✓ chain +minted/)
  })

  test('a changed byte is noticed', async () => {
    expect(await answerOf(verify(spoiled(), '--offline'))).toEqual(['EDITED', Verdict.exitCodes.edited])
  })

  test('without its credential it is recognized by what it is', async () => {
    expect(await answerOf(verify('pictures/ada-7.png', '--offline'))).toEqual(['STRIPPED', 11])
  })

  test('for somebody who does not trust the studio its signer is unknown, until they do', async () => {
    const offline = ['verify', studio.signed, '--offline', '--home', elsewhere.to('none')]
    expect(await answerOf(tributary(offline))).toEqual(['UNKNOWN SIGNER', 12])
    const trusting = [...offline, '--trust', `${studio.home}/identity/root.pem`]
    expect(await answerOf(tributary(trusting))).toEqual(['AUTHENTIC', 0])
  })

  test('a picture from anywhere is unknown, half a file unreadable', async () => {
    const foreign = encodePng({ width: 9, height: 9, data: new Uint8Array(243).fill(7) })
    writeFileSync(studio.to('foreign.png'), foreign)
    writeFileSync(studio.to('half.png'), readFileSync(studio.signed).subarray(0, 5_000))
    expect(await answerOf(verify('foreign.png', '--offline'))).toEqual(['UNKNOWN', 13])
    expect(await answerOf(verify('half.png', '--offline'))).toEqual(['UNREADABLE', 14])
  })

  test('under --json it is one document with the same exit code', async () => {
    const { code, stdout } = await verify(spoiled(), '--offline', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ answer: 'edited', exitCode: code, work: { id: studio.output } })
  })

  test('help lists every exit code', async () => {
    const { stdout } = await tributary(['help', 'verify'])
    for (const [answer, code] of Object.entries(Verdict.exitCodes))
      expect(stdout).toMatch(new RegExp(`${code} +${answer}`))
  })
})

describe('what is no file', () => {
  test.each([
    ['nowhere.png', 'There is nothing at nowhere.png'],
    ['pictures', 'is a folder'],
  ])('%s', async (name, message) => {
    const { code, stderr } = await verify(name)
    expect(code).toBe(1)
    expect(stderr).toContain(message)
  })

  test('a chain that does not answer leaves the rest of the check standing', async () => {
    const run = await verify(studio.signed, '--rpc', 'http://127.0.0.1:9')
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('Checked without a chain') })
  })
})

describe('a bundle', () => {
  test('carries a work with its lineage to whoever wants to check, pay or license it', async () => {
    const { file } = await studio.ask<{ file: string }>('export', studio.output, '-o', 'work.car')
    const root = ['--trust', `${studio.home}/identity/root.pem`]
    const offline = ['verify', file, '--offline', '--home', elsewhere.to('none')]
    expect(await answerOf(tributary([...offline, ...root]))).toEqual(['AUTHENTIC', 0])
    await ask(['init', '--home', elsewhere.to('buyer')])
    const taken = await ask<{ works: { kind: string }[] }>(['import', file, '--home', elsewhere.to('buyer')])
    expect(taken.works.map(({ kind }) => kind).sort()).toEqual(['dataset', 'model', 'output'])
    const split = await ask<{ payees: unknown[] }>([
      'pay',
      studio.output,
      '10',
      '--dry-run',
      '--home',
      elsewhere.to('buyer'),
    ])
    expect(split.payees).toHaveLength(3)
  })

  test('a changed one is refused and nothing of it is taken in', async () => {
    const { file } = await studio.ask<{ file: string }>('export', studio.output, '-o', 'work.car')
    const bytes = readFileSync(file)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100)
    writeFileSync(studio.to('changed.car'), bytes)
    mkdirSync(elsewhere.to('empty'))
    await ask(['init', '--home', elsewhere.to('empty')])
    const run = await tributary(['import', studio.to('changed.car'), '--home', elsewhere.to('empty')])
    expect(run.code).toBe(1)
    expect(run.stderr).toMatch(/^Error: .+\n/)
    const { works } = await ask<{ works: unknown[] }>(['status', '--home', elsewhere.to('empty')])
    expect(works).toEqual([])
  })
})
