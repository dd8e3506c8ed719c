import fc from 'fast-check'
import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { Did } from './index.ts'

describe('did:key', () => {
  // Source: W3C CCG, did:key method specification, test vectors.
  test.each([
    ['ed25519', 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'],
    ['secp256k1', 'did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme'],
    ['p256', 'did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'],
  ])('of %s is read and written', async (algorithm, did) => {
    const key = Did.toKey(did)
    expect(key.algorithm).toBe(algorithm)
    expect(Did.fromKey(key)).toBe(did)
    expect(await Did.resolve(did)).toMatchObject({ id: did, assertionMethod: [`${did}#${did.slice(8)}`] })
  })

  test('holds the key of the vector', () => {
    const { bytes } = Did.toKey('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK')
    expect(Buffer.from(bytes).toString('hex')).toBe('2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6')
  })

  test('of any key is read back', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 33, maxLength: 33 }),
        fc.constantFrom('p256' as const, 'secp256k1' as const),
        (bytes, algorithm) => {
          expect(Did.toKey(Did.fromKey({ algorithm, bytes }))).toEqual({ algorithm, bytes })
        },
      ),
    )
  })

  test('is refused in words when it is none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => Did.toKey(`did:key:z${text}`)).toThrow(/^Found "z/)
      }),
    )
  })

  test('is refused for a key of another length', () => {
    expect(() => Did.fromKey({ algorithm: 'ed25519', bytes: new Uint8Array(33) })).toThrow('a ed25519 key of 33 bytes')
  })
})

describe('did:pkh', () => {
  const address = getAddress('0x70997970c51812dc3a010c7d01b50e0d17dc79c8')

  test('names an account on a chain', async () => {
    const did = Did.fromAccount(8453, address)
    expect(did).toBe('did:pkh:eip155:8453:0x70997970C51812dc3A010C7d01b50e0d17dc79C8')
    expect(Did.toAccount(did)).toEqual({ chainId: 8453, address })
    expect((await Did.resolve(did)).verificationMethod[0]?.blockchainAccountId).toBe(`eip155:8453:${address}`)
  })

  test.each([
    'did:pkh:eip155:0:0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'did:pkh:eip155:1:0x70',
    'did:pkh:solana:1:x',
  ])('is refused when it is %s', (did) => {
    expect(() => Did.toAccount(did)).toThrow(Did.UnsupportedError)
  })
})

describe('did:web', () => {
  const key = Did.toKey('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK')

  test('lies where the method says', () => {
    expect(Did.toUrl('did:web:studio.example')).toBe('https://studio.example/.well-known/did.json')
    expect(Did.toUrl('did:web:studio.example:art:delta')).toBe('https://studio.example/art/delta/did.json')
    expect(Did.toUrl(Did.fromHost('localhost:8443'))).toBe('https://localhost:8443/.well-known/did.json')
  })

  test('gives the keys that its host serves', async () => {
    const did = Did.fromHost('studio.example', ['delta'])
    const served = JSON.stringify(Did.document(did, [key]))
    const fetched: string[] = []
    const document = await Did.resolve(did, async (url) => {
      fetched.push(url)
      return served
    })
    expect(fetched).toEqual(['https://studio.example/delta/did.json'])
    expect(document.verificationMethod[0]?.publicKeyMultibase).toBe('z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK')
  })

  test.each([
    ['speaks for another', JSON.stringify(Did.document('did:web:thief.example', [key]))],
    ['is no JSON', '<html>'],
    ['is null', 'null'],
    ['lists no keys', '{"id":"did:web:studio.example"}'],
  ])('is refused when the document %s', async (_, text) => {
    await expect(Did.resolve('did:web:studio.example', async () => text)).rejects.toThrow(Did.UnresolvedError)
  })

  test('is not resolved without a network', async () => {
    await expect(Did.resolve('did:web:studio.example')).rejects.toThrow('needs the network')
  })

  test.each(['did:web:', 'did:web:a::b', 'did:ion:x', ''])('is refused when it is "%s"', async (did) => {
    await expect(Did.resolve(did, async () => '')).rejects.toThrow(Did.UnsupportedError)
  })
})
