import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Keystore from './Keystore.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'keys-'))

test('keys are made once, at random, in a file that only its owner may read', () => {
  const path = join(folder(), 'keys.json')
  const creator = Keystore.open({ path }).account('creator').address
  expect(Keystore.open({ path }).account('creator').address).toBe(creator)
  expect(Keystore.open({ path: join(folder(), 'keys.json') }).account('creator').address).not.toBe(creator)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a passphrase hides the keys and is needed from then on', { timeout: 30_000 }, () => {
  const path = join(folder(), 'keys.json')
  const secret = Keystore.open({ path }).ensure('model')
  const sealed = Keystore.open({ path, passphrase: 'correct horse' })
  expect(sealed.encrypted).toBe(true)
  expect(readFileSync(path, 'utf8')).not.toContain(secret.slice(2))
  expect(() => Keystore.open({ path })).toThrow('needs its passphrase')
  expect(() => Keystore.open({ path, passphrase: 'battery' })).toThrow('does not open')
  expect(Keystore.open({ path, passphrase: 'correct horse' }).secret('model')).toBe(secret)
})

test('a backup restores every key and is never written over another file', { timeout: 30_000 }, () => {
  const home = folder()
  const keys = Keystore.open({ path: join(home, 'keys.json') })
  const secret = keys.ensure('authority')
  const backup = join(home, 'backup.json')
  keys.backup(backup, 'staple')
  expect(() => keys.backup(backup, 'staple')).toThrow('exists already')
  const path = join(folder(), 'keys.json')
  expect(Keystore.restore({ path, backup, backupPassphrase: 'staple' }).secret('authority')).toBe(secret)
  expect(() => Keystore.restore({ path, backup, backupPassphrase: 'staple' })).toThrow('exists already')
  expect(() => Keystore.restore({ path: `${path}2`, backup, backupPassphrase: 'wrong' })).toThrow('does not open')
})

test('a key is never overwritten, and a secret never appears in a message', () => {
  const keys = Keystore.open({ path: join(folder(), 'keys.json') })
  const secret = keys.ensure('creator')
  keys.put('creator', secret)
  expect(() => keys.put('creator', `0x${'11'.repeat(32)}`)).toThrow('has another key already')
  expect(() => keys.put('other', '0xdeadbeef')).toThrow(/has 4 bytes; it must be 32/)
  expect(() => keys.put('Not A Role', secret)).toThrow('is not a role')
})

test('a file that others may read, or that is no keystore, is refused', () => {
  const path = join(folder(), 'keys.json')
  Keystore.open({ path }).ensure('creator')
  chmodSync(path, 0o644)
  expect(() => Keystore.open({ path })).toThrow('has mode 0644')
  writeFileSync(path, '{"half')
  chmodSync(path, 0o600)
  expect(() => Keystore.open({ path })).toThrow('is not a keystore')
})

test('two that opened the same file before either added a key both keep theirs, and see the other', () => {
  const path = join(folder(), 'keys.json')
  const [server, command] = [Keystore.open({ path }), Keystore.open({ path })]
  const gateway = server.ensure('gateway')
  const creator = command.ensure('creator')
  expect(command.ensure('gateway')).toBe(gateway)
  expect(server.secret('creator')).toBe(creator)
  expect(Keystore.open({ path }).roles()).toEqual(['gateway', 'creator'])
})

test('whoever has not the passphrase that another process set adds nothing and loses nothing', {
  timeout: 30_000,
}, () => {
  const path = join(folder(), 'keys.json')
  const early = Keystore.open({ path })
  const secret = early.ensure('creator')
  Keystore.open({ path, passphrase: 'staple' })
  expect(() => early.ensure('model')).toThrow('needs its passphrase')
  expect(Keystore.open({ path, passphrase: 'staple' }).secret('creator')).toBe(secret)
})
