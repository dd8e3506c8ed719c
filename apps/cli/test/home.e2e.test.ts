import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { Home } from '@tributary/sdk/node'
import { describe, expect, test } from 'vitest'
import { canMount, mountDisk } from '../../../packages/sdk/test/smallDisk.ts'
import { ask, temporaryFolder, tributary } from './tributary.ts'

type Made = { home: string; created: boolean; accounts: { creator: string; model: string } }
type Listed = { encrypted: boolean; keys: { role: string; address: string }[] }

describe('init', () => {
  test('makes a home with random keys that only its owner can read', async () => {
    using folder = temporaryFolder()
    const made = await ask<Made>(['init'], { cwd: folder.path })
    expect(made).toMatchObject({ home: folder.to('.tributary'), created: true, chain: 'embedded', encrypted: false })
    expect(statSync(folder.to('.tributary/keys.json')).mode & 0o777).toBe(0o600)
    const other = await ask<Made>(['init', '--home', folder.to('other')])
    expect(other.accounts.creator).not.toBe(made.accounts.creator)
  })

  test('run again it replaces nothing, and says so', async () => {
    using folder = temporaryFolder()
    const first = await ask<Made>(['init', '--home', folder.path])
    const second = await tributary(['init', '--home', folder.path])
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining(first.accounts.creator) })
    expect(second.stdout).toContain('was here already')
  })

  test('protects the keys with a passphrase, which every later command needs', async () => {
    using folder = temporaryFolder()
    const env = { TRIBUTARY_PASSPHRASE: 'several words nobody guesses' }
    const made = await ask<Made>(['init', '--encrypt', '--home', folder.path], { env })
    expect(readFileSync(folder.to('keys.json'), 'utf8')).not.toContain('"keys"')
    const listed = await ask<Listed>(['key', 'list', '--home', folder.path], { env })
    expect(listed.keys.find(({ role }) => role === 'creator')?.address).toBe(made.accounts.creator)
    const locked = await tributary(['key', 'list', '--home', folder.path])
    expect(locked).toMatchObject({ code: 2, stderr: expect.stringContaining('Set TRIBUTARY_PASSPHRASE') })
    const wrong = await tributary(['key', 'list', '--home', folder.path], { env: { TRIBUTARY_PASSPHRASE: 'x' } })
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('does not open') })
  })

  test('refuses a home that another process is writing to, and names it', async () => {
    using folder = temporaryFolder()
    using _home = Home.open(folder.path)
    const { code, stderr } = await tributary(['init', '--home', folder.path])
    expect(code).toBe(1)
    expect(stderr).toContain(`held by process ${process.pid}`)
    expect(stderr).toContain('Hint:')
  })

  test('says when settings are damaged, and what to do', async () => {
    using folder = temporaryFolder()
    await ask(['init', '--home', folder.path])
    writeFileSync(folder.to('settings.json'), '{"version": 1, "rpc"')
    const { code, stderr } = await tributary(['key', 'list', '--home', folder.path])
    expect(code).toBe(1)
    expect(stderr).toMatch(/settings\.json holds no settings.*\nHint: .*tributary init/s)
  })

  test.runIf(canMount)('on a full disk says so and leaves no half a home', async () => {
    using folder = temporaryFolder()
    using _disk = mountDisk(folder.to('disk'), { size: 4096 })
    const { code, stderr } = await tributary(['init', '--home', folder.to('disk/home')])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Error: The disk is full.\nHint: Free some space and run the same command again.\n',
    })
  })

  test.runIf(canMount)('on a read-only disk names the folder', async () => {
    using folder = temporaryFolder()
    using _disk = mountDisk(folder.to('disk'), { readOnly: true })
    const { code, stderr } = await tributary(['init', '--home', folder.to('disk/home')])
    expect(code).toBe(1)
    expect(stderr).toContain(`The folder ${folder.to('disk/home')} cannot be made.`)
  })
})

describe('key', () => {
  const env = { TRIBUTARY_BACKUP_PASSPHRASE: 'another few words' }

  test('a backup brings the same keys to another home, and overwrites nothing', async () => {
    using folder = temporaryFolder()
    const [from, to, file] = [folder.to('from'), folder.to('to'), folder.to('keys.backup')]
    await ask(['init', '--home', from])
    await ask(['key', 'backup', file, '--home', from], { env })
    await ask(['key', 'restore', file, '--home', to], { env })
    const list = (home: string): Promise<Listed> => ask<Listed>(['key', 'list', '--home', home])
    expect(await list(to)).toEqual(await list(from))
    const again = await tributary(['key', 'restore', file, '--home', to], { env })
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('never overwritten') })
  })

  test('a backup opens with its passphrase only', async () => {
    using folder = temporaryFolder()
    await ask(['init', '--home', folder.to('from')])
    await ask(['key', 'backup', folder.to('b'), '--home', folder.to('from')], { env })
    const wrong = { TRIBUTARY_BACKUP_PASSPHRASE: 'guess' }
    const { code, stderr } = await tributary(['key', 'restore', folder.to('b'), '--home', folder.to('to')], {
      env: wrong,
    })
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('does not open') })
  })

  test('without a home every key command says how to make one', async () => {
    using folder = temporaryFolder()
    const { code, stderr } = await tributary(['key', 'list'], { cwd: folder.path })
    expect(code).toBe(1)
    expect(stderr).toBe(
      `Error: There is no home at ${folder.to('.tributary')}.\nHint: Make one with \`tributary init\`, or name yours with --home.\n`,
    )
  })
})

describe('doctor', () => {
  test('finds a fresh home in good health', async () => {
    using folder = temporaryFolder()
    await ask(['init', '--home', folder.path])
    const { ok, checks } = await ask<{ ok: boolean; checks: { name: string; state: string }[] }>([
      'doctor',
      '--home',
      folder.path,
    ])
    expect(ok).toBe(true)
    expect(checks.filter(({ state }) => state === 'bad')).toEqual([])
  })

  test('finds a damaged journal and keys that others can read, and says how to mend both', async () => {
    using folder = temporaryFolder()
    await ask(['init', '--home', folder.path])
    writeFileSync(folder.to('journal.jsonl'), 'not json\n')
    chmodSync(folder.to('keys.json'), 0o644)
    const { code, stdout } = await tributary(['doctor', '--home', folder.path])
    expect(code).toBe(1)
    expect(stdout).toMatch(/bad {3}keys.*\n +Hint: chmod 600/)
    expect(stdout).toMatch(/bad {3}journal.*Line 1.*\n +Hint: /)
    expect(stdout).toContain('2 to mend.')
  })
})
