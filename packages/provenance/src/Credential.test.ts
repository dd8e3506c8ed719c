import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as files from '../test/files.ts'
import { signForeign } from '../test/foreignSigner.ts'
import { secondOpinion } from '../test/secondValidator.ts'
import { contentOf, library, type Made, make, makePng, openStudio, type Studio, workId } from '../test/studio.ts'
import { Container, Credential, Record, verify } from './index.ts'

let studio: Studio
let made: Made
let validator: Credential.Validator

beforeAll(async () => {
  studio = await openStudio()
  made = await makePng(studio, { side: 4 })
  validator = Credential.validator(library, { anchors: [studio.root] })
})

/** The manifest as the reference library reports it. */
async function manifestOf(signed: Uint8Array) {
  const reader = await library.Reader.fromBytes('image/png', signed)
  const store = JSON.parse(reader.json())
  return { active: store.manifests[store.active_manifest], all: Object.values(store.manifests) }
}

describe('a credential', () => {
  test('is trusted with our root, valid without it, and valid to the second validator', async () => {
    const valid = Credential.validator(library, { anchors: [] })
    expect(await validator(made.signed, 'image/png')).toMatchObject({ state: 'trusted', problems: [] })
    expect(await valid(made.signed, 'image/png')).toMatchObject({ state: 'valid' })
    expect(await secondOpinion(made.signed)).toEqual({ valid: true, codes: [] })
  })

  test('says that a model made the picture, and that nobody may train on it', async () => {
    const { active } = await manifestOf(made.signed)
    const data = (label: string) => active.assertions.find((found: { label: string }) => found.label === label).data
    expect(data('c2pa.actions.v2').actions).toEqual([
      {
        action: 'c2pa.created',
        when: '2026-11-20T00:00:00Z',
        softwareAgent: { name: 'tributary-engine/1' },
        digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      },
    ])
    expect(data('cawg.training-mining').entries['cawg.ai_generative_training']).toEqual({ use: 'notAllowed' })
  })

  test('carries the record byte for byte', async () => {
    const { record } = await validator(made.signed, 'image/png')
    expect(new TextEncoder().encode(record)).toEqual(new Uint8Array(Record.bytes(made.record)))
  })

  test('keeps the credential of a parent, and names the model', async () => {
    const foreign = await signForeign(files.png(4, 4, files.picture(4, 4, 3)))
    const record = Record.from({ ...made.record.tributary, name: 'Remix', kind: 'remix' })
    const ingredients = [
      { title: 'photo.png', mediaType: 'image/png', relationship: 'parentOf', bytes: foreign.signed },
      { title: 'Delta 1', mediaType: 'application/octet-stream', relationship: 'inputTo' },
    ] as const
    const signed = await Credential.sign(library, { bytes: made.unsigned, record, ingredients }, studio.signer)
    const { active, all } = await manifestOf(signed)
    expect(all).toHaveLength(2)
    expect(active.ingredients).toMatchObject([
      { title: 'photo.png', relationship: 'parentOf' },
      { title: 'Delta 1', relationship: 'inputTo' },
    ])
    expect(active.assertions[0].data.actions).toMatchObject([{ action: 'c2pa.opened' }, { action: 'c2pa.edited' }])
    expect(await validator(signed, 'image/png')).toMatchObject({
      state: 'trusted',
      ingredients: ['photo.png', 'Delta 1'],
    })
    expect(await secondOpinion(signed)).toEqual({ valid: true, codes: [] })
  })

  test('of an imported file replaces the old one, which stays inside', async () => {
    const foreign = await signForeign(files.png(4, 4, files.picture(4, 4, 3)))
    const { unsigned } = Container.split(foreign.signed, 'image/png')
    const ingredient = {
      title: 'photo.png',
      mediaType: 'image/png',
      relationship: 'parentOf',
      bytes: foreign.signed,
    } as const
    const imported = await make(studio, unsigned, 'image/png', { fields: { kind: 'import', name: 'Photo' } })
    const draft = { bytes: unsigned, record: imported.record, ingredients: [ingredient] }
    const signed = await Credential.sign(library, draft, studio.signer)
    expect(await verify(signed, { validator, workId })).toMatchObject({ answer: 'authentic' })
    expect((await manifestOf(signed)).all).toHaveLength(2)
  })

  test('is refused for kinds of file that cannot carry one', async () => {
    const content = { ...made.record.tributary.content, mediaType: 'model/gguf' }
    const record = Record.from({ ...made.record.tributary, name: 'Model', kind: 'model', content })
    await expect(Credential.sign(library, { bytes: made.unsigned, record }, studio.signer)).rejects.toThrow(
      Credential.UnsignableError,
    )
  })

  test('is refused for another file than the record names, be it only that it still has a credential', async () => {
    const draft = { bytes: made.signed, record: made.record }
    await expect(Credential.sign(library, draft, studio.signer)).rejects.toThrow(Credential.WrongContentError)
  })

  test('is refused for a file that already has one, even if the record names it so', async () => {
    const content = await contentOf(made.signed, 'image/png')
    const draft = { bytes: made.signed, record: Record.from({ ...made.record.tributary, name: 'Twice', content }) }
    await expect(Credential.sign(library, draft, studio.signer)).rejects.toThrow(Credential.NotUnsignedError)
  })

  test('is refused for a broken file, in words', async () => {
    const bytes = made.unsigned.slice(0, 60)
    const content = { ...made.record.tributary.content, ...(await contentOf(bytes, 'image/png')) }
    const draft = { bytes, record: Record.from({ ...made.record.tributary, name: 'Half', content }) }
    await expect(Credential.sign(library, draft, studio.signer)).rejects.toThrow(Credential.SignError)
  })

  test('is refused when the key does not belong to the certificate', async () => {
    const other = await openStudio('Other', 9)
    const signer = { ...studio.signer, sign: other.signer.sign }
    const draft = { bytes: made.unsigned, record: made.record }
    await expect(Credential.sign(library, draft, signer)).rejects.toThrow('claimSignature.mismatch')
  })
})

describe('the two validators and verify', () => {
  test('agree on files that other people signed with other software', async () => {
    const { signed, root } = await signForeign(files.png(4, 4, files.picture(4, 4)))
    const trusting = Credential.validator(library, { anchors: [root] })
    expect(await secondOpinion(signed)).toMatchObject({ valid: true })
    expect(await verify(signed, { validator, workId })).toMatchObject({ answer: 'unknown signer' })
    expect(await verify(signed, { validator: trusting, workId })).toMatchObject({ answer: 'authentic' })
  })

  test('never differ from the reference on changed files of others', async () => {
    const { signed, root } = await signForeign(files.png(4, 4, files.picture(4, 4)))
    const trusting = Credential.validator(library, { anchors: [root] })
    await eachChange(signed, async (changed) => {
      const { state } = await trusting(changed, 'image/png')
      const { answer } = await verify(changed, { validator: trusting, workId })
      expect(answer === 'authentic').toBe(state === 'trusted')
    })
  })

  test('never take a changed file of ours', async () => {
    await eachChange(made.signed, async (changed) => {
      expect((await verify(changed, { validator, workId })).answer).not.toBe('authentic')
    })
  })

  test('agree with the second validator that a picture, a record or a proof was changed', async () => {
    const bytes = Buffer.from(made.signed)
    for (const text of ['IDAT', 'tributary-engine/1', 'ModelKeyAuthorization']) {
      const changed = files.withChecksums(files.flip(made.signed, bytes.indexOf(text) + text.length + 6))
      expect(await validator(changed, 'image/png')).toMatchObject({ state: 'invalid' })
      expect(await secondOpinion(changed)).toMatchObject({ valid: false })
      expect(await verify(changed, { validator, workId })).toMatchObject({ answer: 'edited' })
    }
  })
})

/** Changes one byte behind the PNG's header, mends the checksums, and looks: many times, at places that fast-check picks. */
async function eachChange(signed: Uint8Array, look: (changed: Uint8Array<ArrayBuffer>) => Promise<void>) {
  const [place, mask] = [fc.integer({ min: 33, max: signed.length - 13 }), fc.integer({ min: 1, max: 255 })]
  const property = fc.asyncProperty(place, mask, async (offset, bits) => {
    const changed = files.withChecksums(files.flip(signed, offset, bits))
    if (Buffer.compare(changed, signed) !== 0) await look(changed)
  })
  await fc.assert(property, { numRuns: 200 })
}

describe('a certificate', () => {
  test('names the studio, whatever characters its name has', async () => {
    const other = await openStudio('Smith, Wesson + "Söhne" \\ <Co>; #1=2')
    const { signed } = await makePng(other, { side: 4 })
    expect(await validator(signed, 'image/png')).toMatchObject({
      signer: { organization: 'Smith, Wesson + "Söhne" \\ <Co>; #1=2' },
    })
  })
})
