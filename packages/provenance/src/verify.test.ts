import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as files from '../test/files.ts'
import { forge } from '../test/forge.ts'
import {
  generateKeys,
  library,
  type Made,
  make,
  makePng,
  openStudio,
  pixelsOf,
  type Studio,
  storeOf,
  time,
  workId,
} from '../test/studio.ts'
import { Bundle, Certificate, Container, Credential, type Ports, Store, Verdict, verify } from './index.ts'

let studio: Studio
let made: Made
let ports: Ports

beforeAll(async () => {
  studio = await openStudio()
  made = await makePng(studio, { side: 4 })
  ports = { validator: Credential.validator(library, { anchors: [studio.root] }), workId }
})

const side = 4
const decode = async (bytes: Uint8Array) =>
  Container.sniff(bytes) === 'image/png' ? pixelsOf(side, side, files.pixelsOfPng(bytes)) : undefined
const check = (verdict: Verdict.Verdict, name: string) => verdict.checks.find((found) => found.name === name)

describe('a file that was signed and not touched', () => {
  test('is authentic from the file alone', async () => {
    const verdict = await verify(made.signed, ports)
    expect(verdict).toMatchObject({ answer: 'authentic', exitCode: 0, bytes: 'original', signer: { trusted: true } })
    expect(verdict.work).toMatchObject({
      id: made.id,
      key: studio.key.address,
      proven: true,
      model: { id: studio.model.id, record: { name: 'Delta 1' } },
    })
    expect(verdict.checks.filter(({ ok }) => ok === false)).toEqual([])
  })

  test.each([
    ['image/jpeg', files.jpeg],
    ['image/webp', files.webp],
    ['image/svg+xml', files.svg],
    ['audio/wav', files.wav],
  ] as const)('is authentic as %s', async (mediaType, file) => {
    const { signed, unsigned } = await make(studio, file(), mediaType)
    expect(await verify(signed, ports)).toMatchObject({ answer: 'authentic', file: { mediaType } })
    expect(Container.split(signed, mediaType).unsigned).toEqual(unsigned)
  })

  test('is authentic when its proof is too large for one JPEG segment', async () => {
    const { signed } = await make(studio, files.jpeg(), 'image/jpeg', { fields: { description: 'x'.repeat(200_000) } })
    expect(await verify(signed, ports)).toMatchObject({ answer: 'authentic' })
  })

  // `readFile` gives Buffers, small ones out of one pool; their slices share it.
  test.each([
    ['image/png', () => made.unsigned],
    ['image/jpeg', files.jpeg],
    ['image/webp', files.webp],
    ['image/svg+xml', files.svg],
    ['audio/wav', files.wav],
  ] as const)('is authentic as %s in a Buffer, which stays as it was', async (mediaType, file) => {
    const unsigned = Buffer.from(file())
    const { record, proof } = await make(studio, file(), mediaType)
    const signed = Buffer.from(await Credential.sign(library, { bytes: unsigned, record, proof }, studio.signer))
    const before = signed.toString('hex')
    expect(await verify(signed, ports)).toMatchObject({ answer: 'authentic' })
    expect(signed.toString('hex')).toBe(before)
    expect(Buffer.compare(Container.split(signed, mediaType).unsigned, unsigned)).toBe(0)
  })

  test('shows the evidence of every port that is given', async () => {
    const { store, license } = await storeOf(studio, [made])
    const verdict = await verify(made.signed, {
      ...ports,
      store,
      decode,
      render: async () => made.record.tributary.content.pixels,
      chain: async ({ id }) => ({
        authentic: true,
        minted: id === made.id,
        holder: studio.account.address,
        provenAt: time,
      }),
    })
    expect(verdict).toMatchObject({ answer: 'authentic', license })
    expect(verdict.checks.filter(({ ok }) => ok !== true)).toEqual([])
  })

  test('is told to people in words and to machines in JSON', async () => {
    const verdict = await verify(made.signed, ports)
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict)
    expect(Verdict.toText(verdict)).toMatch(/^AUTHENTIC: "Dusk 7" was signed by Studio Delta/)
    expect(Verdict.toText(verdict)).toContain(`made by       ${studio.issuer.did}`)
  })
})

describe('a file that was changed after it was signed', () => {
  test('is never authentic, whichever byte it was', async () => {
    const [bytes, mask] = [fc.nat(made.signed.length - 1), fc.integer({ min: 1, max: 255 })]
    await fc.assert(
      fc.asyncProperty(bytes, mask, async (offset, bits) => {
        expect((await verify(files.flip(made.signed, offset, bits), ports)).answer).not.toBe('authentic')
      }),
      { numRuns: 500 },
    )
  })

  test('is never authentic when the forger mends the checksums', async () => {
    for (let offset = 0; offset < made.signed.length; offset += 13) {
      const forged = files.withChecksums(files.flip(made.signed, offset, 1 << (offset % 8)))
      if (Buffer.compare(forged, made.signed) === 0) continue
      const { answer } = await verify(forged, ports)
      expect({ offset, answer }).not.toMatchObject({ answer: 'authentic' })
    }
  })

  // Found by flipping every byte: C2PA signs neither the padding nor the descriptions of boxes.
  test('is edited when something is written into the unsigned padding', async () => {
    const padding = Buffer.from(made.signed).indexOf(Buffer.alloc(600))
    const forged = files.withChecksums(files.flip(made.signed, padding + 300))
    expect(await ports.validator(forged, 'image/png')).toMatchObject({ state: 'trusted' })
    expect(await verify(forged, ports)).toMatchObject({ answer: 'edited', exitCode: 10, bytes: 'edited' })
  })

  test('is edited when its picture was painted over', async () => {
    const start = Buffer.from(made.signed).indexOf('IDAT') + 8
    const verdict = await verify(files.withChecksums(files.flip(made.signed, start)), ports)
    const summary = '"Dusk 7" was changed after it was signed: its bytes are not those that its record names.'
    expect(verdict).toMatchObject({ answer: 'edited', exitCode: 10, summary })
    expect(check(verdict, 'content')?.ok).toBe(false)
  })

  test('is edited when something is hung on behind its end', async () => {
    const polyglot = Buffer.concat([made.signed, Buffer.from('PK\x03\x04 a zip, too')])
    expect(await verify(new Uint8Array(polyglot), ports)).toMatchObject({ answer: 'edited' })
  })

  test('is edited when it carries two credentials', async () => {
    const { manifest } = Container.split(made.signed, 'image/png')
    const twice = Buffer.concat([made.signed.subarray(0, 33), files.chunk('caBX', manifest!), made.signed.subarray(33)])
    expect(await verify(new Uint8Array(twice), ports)).toMatchObject({ answer: 'edited' })
  })
})

describe('a file of a signer that is not trusted', () => {
  test('is of an unknown signer, until its root is trusted', async () => {
    const foreign = await openStudio('Studio Foreign', 8)
    const { signed } = await makePng(foreign)
    expect(await verify(signed, ports)).toMatchObject({ answer: 'unknown signer', exitCode: 12 })
    const validator = Credential.validator(library, { anchors: [studio.root, foreign.root] })
    expect(await verify(signed, { ...ports, validator })).toMatchObject({ answer: 'authentic' })
  })

  test('is of an unknown signer when our file was signed again by another', async () => {
    const foreign = await openStudio('Studio Foreign', 8)
    const signed = await Credential.sign(
      library,
      { bytes: made.unsigned, record: made.record, proof: made.proof },
      foreign.signer,
    )
    expect(await verify(signed, ports)).toMatchObject({ answer: 'unknown signer', work: { id: made.id } })
  })

  test('is of an unknown signer when the certificate had run out', async () => {
    const keys = await generateKeys()
    const request = { organization: 'Late', keys, serialNumber: '03', from: 1_577_836_800, until: 1_580_000_000 }
    const leaf = await Certificate.leaf(request, { root: studio.root, privateKey: studio.rootKey })
    const signer = Certificate.signer([leaf, studio.root], keys.privateKey)
    const draft = { bytes: made.unsigned, record: made.record, proof: made.proof }
    await expect(Credential.sign(library, draft, signer)).rejects.toThrow('signingCredential.expired')
    const verdict = await verify(await forge(draft, signer), ports)
    expect(verdict).toMatchObject({ answer: 'unknown signer', bytes: 'original' })
    expect(check(verdict, 'signer')?.detail).toContain('expired')
  })
})

describe('a file that lost its credential', () => {
  test('is recognized by its bytes', async () => {
    const { store } = await storeOf(studio, [made])
    const verdict = await verify(made.unsigned, { ...ports, store })
    expect(verdict).toMatchObject({
      answer: 'stripped',
      exitCode: 11,
      bytes: 'stripped',
      work: { id: made.id, proven: true },
    })
  })

  test('is recognized by its picture when it was packed anew', async () => {
    const { store } = await storeOf(studio, [made])
    const repacked = files.png(side, side, files.picture(side, side), 9)
    expect(Buffer.compare(repacked, made.unsigned)).not.toBe(0)
    expect(await verify(repacked, { ...ports, store })).toMatchObject({ answer: 'unknown', exitCode: 13 })
    expect(await verify(repacked, { ...ports, store, decode })).toMatchObject({
      answer: 'stripped',
      work: { id: made.id },
    })
  })

  test('is known by the work whose maker is proven, not by one that only names its bytes', async () => {
    const { store } = await storeOf(studio, [made])
    const thief = await openStudio('Thief', 9)
    for (let seed = 0; seed < 4; seed++) {
      const claim = await make(thief, made.unsigned, 'image/png', { fields: { name: `Mine ${seed}` } })
      const files = await Promise.all([
        Store.putFile(store, { role: 'content', bytes: made.unsigned, mediaType: 'image/png' }),
      ])
      await Store.putRecord(store, claim.record)
      const { tributary } = claim.record
      await store.putEntry({
        version: 1,
        work: claim.id,
        preimage: claim.work,
        record: claim.work.record,
        files,
        trees: [],
        pixels: tributary.content.pixels!,
      })
    }
    const verdict = await verify(made.unsigned, { ...ports, store })
    expect(verdict).toMatchObject({ answer: 'stripped', work: { id: made.id } })
    expect(verdict.alsoKnownAs).toHaveLength(4)
  })

  test('is recognized as a model, which never had one', async () => {
    const { store } = await storeOf(studio, [made])
    const weights = new TextEncoder().encode('weights')
    expect(await verify(weights, { ...ports, store })).toMatchObject({
      answer: 'stripped',
      work: { id: studio.model.id, proven: false },
    })
  })
})

describe('any other file', () => {
  test('is unknown when it is whole', async () => {
    expect(await verify(files.png(2, 2, files.picture(2, 2)), ports)).toMatchObject({ answer: 'unknown', exitCode: 13 })
  })

  test('is unreadable when it is cut off', async () => {
    for (const length of [1, 8, 30, 100, made.signed.length >> 1, made.signed.length - 1])
      expect(await verify(made.signed.slice(0, length), ports)).toMatchObject({ answer: 'unreadable', exitCode: 14 })
  })

  test('is unreadable when it is empty, or larger than the limit', async () => {
    expect(await verify(new Uint8Array(), ports)).toMatchObject({ answer: 'unreadable' })
    expect(await verify(new Uint8Array(100_000_001), ports)).toMatchObject({ answer: 'unreadable' })
  })

  test('is answered, never thrown at, whatever it holds', async () => {
    const heads = [
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
      'RIFF....WEBP',
      'RIFF\x20\0\0\0WAVE',
      '<svg ',
      '\x3a\xa2eroots',
      '',
    ]
    const head = fc.constantFrom(...heads).map((text) => Buffer.from(text, 'latin1'))
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        const { answer } = await verify(new Uint8Array(Buffer.concat([start, rest])), { ...ports, decode })
        expect(['unreadable', 'unknown', 'edited']).toContain(answer)
      }),
      { numRuns: 300 },
    )
  })

  test('is unknown when it is of a kind that others sign, and carries nothing', async () => {
    const gif = files.fromBase64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7')
    expect(await verify(gif, ports)).toMatchObject({ answer: 'unknown', file: { mediaType: 'image/gif' } })
    expect(await verify(gif.slice(0, 10), ports)).toMatchObject({ answer: expect.stringMatching(/unknown|unreadable/) })
  })

  // A pattern over comments would try 2^500 ways to divide these.
  test('is answered soon, however its comments are nested', async () => {
    const begin = performance.now()
    for (const text of [`${'<!---->'.repeat(500)}x`, `<svg>${'</svg><!---->'.repeat(5000)}x`, '<!--<!--'.repeat(400)])
      await verify(new TextEncoder().encode(text), ports)
    expect(performance.now() - begin).toBeLessThan(1000)
  })

  test('is answered within the limit of size', { timeout: 60_000 }, async () => {
    const huge = Buffer.concat([
      made.unsigned.subarray(0, 33),
      files.chunk('zzZz', new Uint8Array(99_000_000)),
      made.unsigned.subarray(33),
    ])
    expect(await verify(new Uint8Array(huge), ports)).toMatchObject({ answer: 'unknown' })
  })
})

describe('a bundle', () => {
  test('is as authentic as its first work, without any store', async () => {
    const { store } = await storeOf(studio, [made])
    const bundle = await files.joined(Bundle.write(store, [made.id]))
    const verdict = await verify(bundle, ports)
    expect(verdict).toMatchObject({ answer: 'authentic', work: { id: made.id } })
    expect(check(verdict, 'bundle')).toMatchObject({ ok: true })
    expect(check(verdict, 'license')).toMatchObject({ ok: true })
  })

  test('is recognized without a credential when its first work has no signed file', async () => {
    const { store } = await storeOf(studio, [made])
    const bundle = await files.joined(Bundle.write(store, [studio.model.id]))
    expect(await verify(bundle, ports)).toMatchObject({ answer: 'stripped', work: { id: studio.model.id } })
  })

  test('is edited when a block was changed, and unreadable when it was cut off', async () => {
    const { store } = await storeOf(studio, [made])
    const bundle = await files.joined(Bundle.write(store, [made.id]))
    expect(await verify(files.flip(bundle, bundle.length - 1), ports)).toMatchObject({ answer: 'edited' })
    expect(await verify(bundle.slice(0, -1), ports)).toMatchObject({ answer: 'unreadable' })
  })

  test('is unknown when the archive holds other things than works', async () => {
    const { store } = await storeOf(studio, [])
    const { Car, Cid } = await import('./index.ts')
    const { cid, blocks } = await Cid.ofFile(new TextEncoder().encode('not a bundle'))
    const archive = await files.joined(
      Car.write(
        [cid],
        (async function* () {
          yield* blocks
        })(),
      ),
    )
    expect(await verify(archive, { ...ports, store })).toMatchObject({ answer: 'unknown' })
  })
})
