import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Cid, Record } from './index.ts'

const hash = `0x${'ab'.repeat(32)}` as const
const content = { sha256: hash, cid: Cid.raw(hash).toString(), mediaType: 'image/png', size: 3 }
const fields: Record.from.Fields = {
  name: 'Dusk 7',
  kind: 'output',
  content,
  recipe: { runtime: 'tributary-engine/1', seed: 7 },
  parents: [hash],
  creator: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
  tools: { tributary: '0.1.0' },
  time: 1_795_132_800,
}

describe('a record', () => {
  test('is ERC-721 metadata that names its picture', () => {
    expect(Record.from(fields)).toMatchObject({ name: 'Dusk 7', description: '', image: `ipfs://${content.cid}` })
  })

  test('has the bytes of RFC 8785', () => {
    const text = new TextDecoder().decode(Record.bytes(Record.from({ ...fields, description: 'Grüße,\u20ac\n"1"' })))
    expect(text).toMatch(
      /^{"description":"Grüße,€\\n\\"1\\"","image":"ipfs:\/\/bafkrei.*","name":"Dusk 7","tributary":{"content":{"cid"/,
    )
    expect(text).not.toMatch(/[:,] /)
  })

  test('has a hash of its own for every difference', () => {
    const other = Record.from({ ...fields, time: fields.time + 1 })
    expect(Record.hash(other)).not.toBe(Record.hash(Record.from(fields)))
    expect(Record.hash(Record.from({ ...fields }))).toBe(Record.hash(Record.from(fields)))
  })

  test('is read back as it was written, whatever its recipe holds', () => {
    const json = fc
      .jsonValue({ maxDepth: 5, noUnicodeString: false })
      .filter((value) => !JSON.stringify(value).includes('-0'))
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), json, (name, value) => {
        const parameters = JSON.parse(JSON.stringify(value, (_, inner) => (isHuge(inner) ? 0 : inner)))
        const record = Record.from({ ...fields, name, recipe: { runtime: 'r', parameters } })
        const bytes = Record.bytes(record)
        expect(new TextDecoder().decode(bytes)).toBe(slowCanonical(record))
        expect(Record.parse(bytes)).toEqual(record)
        expect(Record.bytes(Record.parse(bytes))).toEqual(bytes)
      }),
    )
  })

  test('names the record before it when it refines one', () => {
    const first = Record.from(fields)
    expect(Record.refine(first, { ...fields, name: 'Dusk 8' }).tributary.previous).toBe(Record.hash(first))
  })

  test('of the same meaning has the same bytes, whatever the order of its keys', () => {
    const shuffled = Object.fromEntries(Object.entries(fields).reverse()) as typeof fields
    expect(Record.bytes(Record.from(shuffled))).toEqual(Record.bytes(Record.from(fields)))
  })
})

describe('reading a record', () => {
  const text = new TextDecoder().decode(Record.bytes(Record.from(fields)))
  const read = (changed: string) => () => Record.parse(new TextEncoder().encode(changed))

  test.each([
    ['has spaces', text.replace('"name":', '"name": ')],
    ['has a key twice', text.replace('"name":"Dusk 7"', '"name":"Dusk 7","name":"Dusk 7"')],
    ['writes a number in another way', text.replace('1795132800', '1795132800.0')],
    ['has its keys in another order', JSON.stringify(Record.from(fields))],
    ['begins with a byte order mark', `\ufeff${text}`],
    ['is cut off', text.slice(0, -1)],
  ])('refuses a text that %s', (_, changed) => {
    expect(read(changed)).toThrow(Record.NotCanonicalError)
  })

  test('refuses bytes that are no UTF-8', () => {
    expect(() => Record.parse(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow(Record.NotCanonicalError)
  })

  test('refuses any value that is no record, in words', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(read(JSON.stringify(value))).toThrow(/^The (record's|bytes are not)/)
      }),
    )
  })
})

describe('a record is refused', () => {
  const refused = (change: object) => () => Record.from({ ...fields, ...change } as Record.from.Fields)

  test.each<[string, object, string]>([
    ['without a name', { name: '' }, 'name is ""; expected text, not empty'],
    ['of no known kind', { kind: 'nft' }, 'tributary.kind is "nft"; expected one of dataset, model'],
    ['with an upper-case hash', { content: { ...content, sha256: hash.toUpperCase() } }, 'tributary.content.sha256'],
    ['with a CID of other bytes', { content: { ...content, sha256: `0x${'cd'.repeat(32)}` } }, 'tributary.content.cid'],
    ['with a negative size', { content: { ...content, size: -1 } }, 'tributary.content.size is -1'],
    ['with a person as creator', { creator: 'Ada Lovelace' }, 'tributary.creator is "Ada Lovelace"; expected a DID'],
    ['with a field that nobody knows', { email: 'ada@example.org' }, 'tributary.email'],
    ['with a parent twice', { parents: [hash, hash] }, 'expected each parent once'],
    ['of an output without recipe', { recipe: undefined }, 'tributary.recipe is missing'],
    ['of a remix without parents', { kind: 'remix', parents: [] }, 'at least one parent'],
    ['with a time in milliseconds', { time: 1_795_132_800_000 }, 'tributary.time'],
    ['with a number that JSON cannot hold', { recipe: { runtime: 'r', seed: 2 ** 60 } }, 'tributary.recipe.seed'],
    ['with no number at all', { recipe: { runtime: 'r', seed: Number.NaN } }, 'tributary.recipe.seed'],
    ['with half a character', { description: '\ud800' }, 'description'],
    [
      'with another picture',
      { image: `ipfs://${Cid.raw(`0x${'cd'.repeat(32)}`)}` },
      'the picture that the content names',
    ],
  ])('%s', (_, change, message) => {
    expect(refused(change)).toThrow(message)
    expect(refused(change)).toThrow(Record.InvalidError)
  })

  test('when it is too deep', () => {
    const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`)
    expect(refused({ recipe: { runtime: 'r', deep } })).toThrow('at most 32 levels')
  })

  test('when it is larger than a mebibyte, and not a byte earlier', () => {
    const size = Record.bytes(Record.from(fields)).length
    const fits = 'x'.repeat(Record.maxBytes - size)
    expect(Record.bytes(Record.from({ ...fields, description: fits }))).toHaveLength(Record.maxBytes)
    expect(refused({ description: `${fits}x` })).toThrow('The record has 1048577 bytes; the most is 1048576.')
  })
})

function isHuge(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
}

/** RFC 8785 in its plainest form: keys in the order of their UTF-16 code units, everything else as ECMAScript writes it. */
function slowCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(slowCanonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${slowCanonical(inner)}`).join(',')}}`
}
