import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type Studio } from '../test/studio.ts'
import { Certificate } from './index.ts'

let studio: Studio
beforeAll(async () => {
  studio = await openStudio('Smith, Wesson + "Söhne" \\ <Co>; #1=2')
})

describe('a root', () => {
  test('is PEM that others can read', () => {
    expect(studio.root).toMatch(/^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----/)
  })
})

describe('a signer', () => {
  test('shows its certificates, leaf first', () => {
    const { certificates } = Certificate.signer([studio.leaf, studio.root], studio.leafKey)
    expect(certificates.map(([tag]) => tag)).toEqual([0x30, 0x30])
    expect(certificates[0]).not.toEqual(certificates[1])
  })

  test('makes signatures of 64 bytes, as COSE wants them', async () => {
    const { sign } = Certificate.signer([studio.leaf], studio.leafKey)
    expect(await sign(new Uint8Array(3))).toHaveLength(64)
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!hasOpenssl)('openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-certificates-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  beforeAll(() => {
    writeFileSync(join(folder, 'root.pem'), studio.root)
    writeFileSync(join(folder, 'leaf.pem'), studio.leaf)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('accepts the leaf under the root, for signing mail', () => {
    expect(openssl('verify', '-x509_strict', '-purpose', 'smimesign', '-CAfile', 'root.pem', 'leaf.pem')).toContain(
      'OK',
    )
  })

  test('reads the name of the studio as it was given', () => {
    const subject = openssl('x509', '-in', 'leaf.pem', '-noout', '-subject', '-nameopt', 'multiline,utf8,-esc_msb')
    expect(subject).toContain('organizationName          = Smith, Wesson + "Söhne" \\\\ <Co>; #1=2')
  })
})
