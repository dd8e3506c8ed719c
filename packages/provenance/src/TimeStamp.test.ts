import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { picture, png } from '../test/files.ts'
import { secondOpinion } from '../test/secondValidator.ts'
import { library, make, openStudio, workId } from '../test/studio.ts'
import { Credential, TimeStamp, verify } from './index.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

describe('a request', () => {
  test('asks for SHA-256 with certificate, as RFC 3161 writes it', async () => {
    const request = await TimeStamp.request(new TextEncoder().encode('hello'))
    const digest = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
    expect(Buffer.from(request).toString('hex')).toBe(`30390201013031300d060960864801650304020105000420${digest}0101ff`)
  })
})

describe('an answer', () => {
  test('gives its token', () => {
    expect(TimeStamp.token(bytes('300a30030201003003020107'))).toEqual(bytes('3003020107'))
  })

  test('is refused when nothing was granted', () => {
    expect(() => TimeStamp.token(bytes('30053003020102'))).toThrow(TimeStamp.RefusedError)
  })

  test('is refused when it has no token', () => {
    expect(() => TimeStamp.token(bytes('30053003020100'))).toThrow(TimeStamp.FormError)
  })

  test('is refused in words, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (answer) => {
        expect(() => TimeStamp.token(answer)).toThrow(/time-stamping authority/)
      }),
    )
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

// A real authority: openssl answers the requests. Where it is not installed these tests are shown as skipped.
describe.skipIf(!hasOpenssl)('a credential with a time stamp', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-tsa-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })

  beforeAll(() => {
    writeFileSync(at('tsa.cnf'), configuration)
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '3650',
      '-config',
      'tsa.cnf',
    )
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.csr',
      '-config',
      'tsa.cnf',
      '-subj',
      '/O=Time/CN=Time Authority',
    )
    openssl(
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'tsa.pem',
      '-days',
      '3650',
      '-extfile',
      'tsa.cnf',
      '-extensions',
      'stamp',
    )
    writeFileSync(at('serial'), '01\n')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const exchange = async (request: Uint8Array) => {
    writeFileSync(at('request'), request)
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'request', '-out', 'answer', '-chain', 'ca.pem')
    return new Uint8Array(readFileSync(at('answer')))
  }

  test('is authentic and shows its proven time', async () => {
    const studio = await openStudio()
    const signer = { ...studio.signer, timeStamp: TimeStamp.from(exchange) }
    const made = await make({ ...studio, signer }, png(4, 4, picture(4, 4)), 'image/png')
    const anchors = [studio.root, readFileSync(at('ca.pem'), 'utf8')]
    const verdict = await verify(made.signed, { validator: Credential.validator(library, { anchors }), workId })
    expect(verdict.signer?.time).toBeGreaterThan(1_700_000_000)
    expect(verdict).toMatchObject({ answer: 'authentic' })
    expect(await secondOpinion(made.signed)).toMatchObject({
      codes: expect.not.arrayContaining(['claimSignature.mismatch']),
    })
  })
})

const configuration = `
[req]
distinguished_name=dn
prompt=no
x509_extensions=root
[dn]
O=Time
CN=Time Root
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[stamp]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
[tsa]
default_tsa=time
[time]
dir=.
serial=serial
signer_cert=tsa.pem
signer_key=tsa.key
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
ess_cert_id_alg=sha256
accuracy=secs:1
`
