import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Cid, MemoryStore, Store } from './index.ts'

/** The bytes that kubo's own test of the profile uses: a ChaCha20 key stream of a seed. */
function keystream(size: number, seed: string): Uint8Array {
  const key = createHash('sha256').update(seed).digest()
  return new Uint8Array(createCipheriv('chacha20', key, Buffer.alloc(16)).update(Buffer.alloc(size)))
}

describe("a file's CID", () => {
  // Source: kubo, test/cli/cid_profiles_test.go, profile unixfs-v1-2025.
  test.each([
    ['text', new TextEncoder().encode('hello world'), 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'],
    [
      'one whole chunk',
      keystream(1_048_576, 'chunk-v1-seed'),
      'bafkreiacndfy443ter6qr2tmbbdhadvxxheowwf75s6zehscklu6ezxmta',
    ],
    [
      'a byte more',
      keystream(1_048_577, 'chunk-v1-seed'),
      'bafybeigmix7t42i6jacydtquhet7srwvgpizfg7gjbq7627d35mjomtu64',
    ],
  ])('of %s is that of kubo', async (_, bytes, cid) => {
    expect((await Cid.ofFile(bytes)).cid.toString()).toBe(cid)
  })

  test('of one chunk is its hash with a prefix, as token URIs write it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 1000 }), async (bytes) => {
        const { cid } = await Cid.ofFile(bytes)
        const hash = await Cid.sha256Of(bytes)
        expect(Buffer.from(cid.bytes).toString('hex')).toBe(`01551220${hash.slice(2)}`)
        expect(cid.equals(Cid.raw(hash))).toBe(true)
      }),
    )
  })

  test('leads back to its bytes', async () => {
    for (const size of [0, 1, 1_048_575, 1_048_576, 1_048_577, 3_500_000]) {
      const store = new MemoryStore()
      const bytes = keystream(size, 'seed')
      const stored = await Store.putFile(store, { role: 'content', bytes, mediaType: 'application/octet-stream' })
      expect(Buffer.compare(await Store.file(store, stored), bytes)).toBe(0)
    }
  })

  test('is refused in words when a text is none', () => {
    expect(() => Cid.parse('QmNope')).toThrow('"QmNope" is not a CID.')
  })
})
