import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as files from '../test/files.ts'
import { Container } from './index.ts'

/** A segment of a JPEG: marker, length, content. */
function segment(marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** The first part of a JUMBF box in APP11, cut into pieces of at most `size` bytes. */
function app11(box: Buffer, size: number, instance = 0x0211): Buffer[] {
  const pieces: Buffer[] = []
  for (let start = 8, sequence = 1; start < box.length; start += size, sequence++) {
    const head = Buffer.from('JP\0\0\0\0\0\0', 'latin1')
    head.writeUInt16BE(instance, 2)
    head.writeUInt32BE(sequence, 4)
    pieces.push(segment(0xeb, Buffer.concat([head, box.subarray(0, 8), box.subarray(start, start + size)])))
  }
  return pieces
}

const store = (content: Uint8Array, uuid = 'c2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71') => {
  const description = Buffer.from(`\0\0\0\x1ejumd${uuid}\x03c2pa\0`, 'latin1')
  const box = Buffer.concat([Buffer.from('\0\0\0\0jumb', 'latin1'), description, content])
  box.writeUInt32BE(box.length)
  return box
}

const jpeg = Buffer.from(files.jpeg())
const withSegments = (pieces: readonly Buffer[]) =>
  new Uint8Array(Buffer.concat([jpeg.subarray(0, 20), ...pieces, jpeg.subarray(20)]))

describe('a JPEG', () => {
  test('gives its manifest store and the rest, however the store was cut', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.integer({ min: 60, max: 400 }),
        (content, size) => {
          const { unsigned, manifest, damage, oddity } = Container.split(
            withSegments(app11(store(content), size)),
            'image/jpeg',
          )
          expect(Buffer.compare(unsigned, jpeg)).toBe(0)
          expect(Buffer.compare(manifest!, store(content))).toBe(0)
          expect([damage, oddity]).toEqual([undefined, undefined])
        },
      ),
    )
  })

  test('keeps boxes of other kinds', () => {
    const other = withSegments(app11(store(new Uint8Array(9), 'json\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71'), 60))
    expect(Container.split(other, 'image/jpeg')).toEqual({ unsigned: other })
  })

  test('that numbers its segments in another way is odd, not broken', () => {
    const parts = Container.split(withSegments(app11(store(new Uint8Array(99)), 60, 7)), 'image/jpeg')
    expect(parts.manifest).toBeDefined()
    expect(parts.oddity).toContain('numbered in an unusual way')
  })

  test('may have fill bytes between its segments', () => {
    const filled = withSegments([Buffer.from([0xff, 0xff])])
    expect(Container.split(filled, 'image/jpeg').unsigned).toEqual(filled)
  })
})

describe('a RIFF file', () => {
  test.each([0, 1, 2, 3])('with %i bytes of manifest gives the former file back', (length) => {
    const before = Buffer.from(files.wav(10))
    const head = Buffer.from('C2PA\0\0\0\0', 'latin1')
    head.writeUInt32LE(length, 4)
    const after = Buffer.concat([before, head, Buffer.alloc(length + (length & 1))])
    after.writeUInt32LE(after.length - 8, 4)
    const { unsigned, manifest } = Container.split(new Uint8Array(after), 'audio/wav')
    expect(Buffer.compare(unsigned, before)).toBe(0)
    expect(manifest).toHaveLength(length)
  })
})

describe('an SVG', () => {
  const manifest = '<c2pa:manifest>QUJD</c2pa:manifest>'
  const declared = '<svg xmlns:c2pa="http://c2pa.org/manifest">'
  test.each([
    ['without metadata', `${declared}<metadata>${manifest}</metadata></svg>`, '<svg></svg>'],
    ['with metadata', `${declared}<metadata>${manifest}hi</metadata></svg>`, '<svg><metadata>hi</metadata></svg>'],
  ])('%s gives the former file back', (_, signed, unsigned) => {
    const parts = Container.split(new TextEncoder().encode(signed), 'image/svg+xml')
    expect(new TextDecoder().decode(parts.unsigned)).toBe(unsigned)
    expect(new TextDecoder().decode(parts.manifest)).toBe('ABC')
  })

  test('whose manifest is written with spare bits or line breaks is odd', () => {
    for (const text of ['QUJE\n', 'QUI', 'QUL=', '????'])
      expect(
        Container.split(new TextEncoder().encode(`<svg><c2pa:manifest>${text}</c2pa:manifest></svg>`), 'image/svg+xml')
          .oddity,
      ).toBeDefined()
  })
})

describe('any file', () => {
  test('without a manifest is its own unsigned file, or is refused in words', () => {
    const kinds = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml', 'audio/wav'] as const
    const starts = [files.png(2, 2, files.picture(2, 2)), files.jpeg(), files.webp(), files.svg(), files.wav(8)]
    fc.assert(
      fc.property(fc.nat(4), fc.nat(), fc.nat(255), (kind, place, byte) => {
        const bytes = new Uint8Array(starts[kind]!)
        bytes[12 + (place % (bytes.length - 12))] = byte
        try {
          const { unsigned, manifest } = Container.split(bytes, kinds[kind]!)
          if (manifest === undefined) expect(Buffer.compare(unsigned, bytes)).toBe(0)
        } catch (error) {
          expect(error).toBeInstanceOf(Container.BrokenError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('is known by its first bytes', () => {
    expect(
      [files.png(1, 1, new Uint8Array(3)), files.jpeg(), files.webp(), files.svg(), files.wav()].map(Container.sniff),
    ).toEqual(['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml', 'audio/wav'])
    const svg = (text: string) => Container.sniff(new TextEncoder().encode(text))
    expect(svg('\ufeff<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg>\n<svg>')).toBe('image/svg+xml')
    expect(svg('<!-- <svg> --> <html>')).toBeUndefined()
    expect(svg('<svgx>')).toBeUndefined()
  })
})
