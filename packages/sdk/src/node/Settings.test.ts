import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureHome } from './ensureHome.ts'
import * as Settings from './Settings.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'settings-'))

test('a folder becomes a home once; what was set there stays', () => {
  const home = join(folder(), 'home')
  expect(Settings.exists(home)).toBe(false)
  expect(() => Settings.read(home)).toThrow(`There is no home at ${home}.`)
  ensureHome(home)
  expect(Settings.read(home)).toEqual({ version: 1 })
  Settings.write(home, { version: 1, studio: 'Studio Delta' })
  ensureHome(home)
  expect(Settings.read(home)).toEqual({ version: 1, studio: 'Studio Delta' })
  expect(readdirSync(home)).toEqual(['settings.json'])
})

test.each(['', '{"version":', '[]', '{"version":2}'])('settings that hold %j are not guessed at', (text) => {
  const home = folder()
  writeFileSync(join(home, 'settings.json'), text)
  expect(() => Settings.read(home)).toThrow('holds no settings this version can read')
})
