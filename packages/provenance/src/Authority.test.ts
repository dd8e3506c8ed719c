import { beforeAll, describe, expect, test } from 'vitest'
import * as DataIntegrity from './DataIntegrity.ts'
import { Authority, Did } from './index.ts'

const model = `0x${'11'.repeat(32)}` as const
const key = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const time = 1_795_132_800
const grant = { model, key, chainId: 1, from: time - 10, until: time + 10 } as const
const studio = Authority.issuer(new Uint8Array(32).fill(1))
const wanted = { model, key, chainId: 1, time, studio: studio.did } as const

let authorization: Authority.Authorization
beforeAll(async () => {
  authorization = await Authority.issue(grant, { issuer: studio, time })
})

describe('an authorization', () => {
  test('covers the signatures that it grants', async () => {
    expect(await Authority.flaw(authorization, wanted, Did.resolve)).toBeUndefined()
  })

  test('is a verifiable credential about the key', () => {
    expect(authorization).toMatchObject({
      '@context': ['https://www.w3.org/ns/credentials/v2', { '@vocab': 'urn:tributary:terms#' }],
      type: ['VerifiableCredential', 'ModelKeyAuthorization'],
      issuer: studio.did,
      validFrom: '2026-11-19T23:59:50Z',
      credentialSubject: { id: `did:pkh:eip155:1:${key}`, signsFor: `urn:tributary:work:${model}` },
      proof: { cryptosuite: 'eddsa-jcs-2022', proofPurpose: 'assertionMethod' },
    })
  })

  test.each<[string, object]>([
    ['another model', { model: `0x${'22'.repeat(32)}` }],
    ['another key', { key: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC' }],
    ['another chain', { chainId: 10 }],
    ['a time before it', { time: time - 11 }],
    ['the second in which it ends', { time: time + 10 }],
    ['another studio', { studio: 'did:web:studio.example' }],
  ])('does not cover %s', async (_, change) => {
    expect(await Authority.flaw(authorization, { ...wanted, ...change }, Did.resolve)).toBeTypeOf('string')
  })

  test('of a did:web holds under the keys that its host serves', async () => {
    const issuer = Authority.issuer(new Uint8Array(32).fill(1), 'did:web:studio.example')
    const issued = await Authority.issue(grant, { issuer, time })
    const served = Did.document(issuer.did, [Did.toKey(studio.did)])
    const other = Did.document(issuer.did, [Did.toKey(Authority.issuer(new Uint8Array(32).fill(2)).did)])
    const here = { ...wanted, studio: issuer.did }
    expect(await Authority.flaw(issued, here, async () => served)).toBeUndefined()
    expect(await Authority.flaw(issued, here, async () => other)).toMatch('does not list')
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'authorization'],
    ['a list', []],
    ['a credential of another kind', { type: ['VerifiableCredential'] }],
    [
      'a credential without a proof',
      {
        type: ['VerifiableCredential', 'ModelKeyAuthorization'],
        issuer: 'x',
        validFrom: 'x',
        validUntil: 'x',
        credentialSubject: {},
      },
    ],
  ])('is not %s', async (_, value) => {
    expect(await Authority.flaw(value, wanted, Did.resolve)).toBe('it is not a ModelKeyAuthorization')
  })

  test('does not hold when any field of it or of its proof was changed', async () => {
    const { proof } = authorization
    const changes: object[] = [
      { name: 'added' },
      { '@context': [...authorization['@context'], 'https://example.org'] },
      { proof: { ...proof, created: '2020-01-01T00:00:00Z' } },
      { proof: { ...proof, proofPurpose: 'authentication' } },
      { proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } },
      { proof: { ...proof, verificationMethod: `${studio.did}#other` } },
      { proof: { ...proof, proofValue: `${proof.proofValue.slice(0, -1)}1` } },
      { proof: { ...proof, proofValue: 'z' } },
      { proof: { ...proof, '@context': [] } },
    ]
    for (const change of changes)
      expect(
        await Authority.flaw({ ...authorization, ...change }, wanted, Did.resolve),
        JSON.stringify(change),
      ).toBeTypeOf('string')
  })
})

// Source: W3C vc-di-eddsa, TestVectors/eddsa-jcs-2022 and TestVectors/keyPair.json.
describe('the suite eddsa-jcs-2022', () => {
  const controller = 'https://vc.example/issuers/5678'
  const multikey = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
    id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
    type: ['VerifiableCredential', 'AlumniCredential'],
    name: 'Alumni Credential',
    description: 'A minimum viable example of an Alumni Credential.',
    issuer: controller,
    validFrom: '2023-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
  }
  const proofValue = 'z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4'

  test('gives the signature of the vector', async () => {
    const { base58 } = await import('@scure/base')
    const secret = base58.decode('3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq').slice(2)
    const { sign } = Authority.issuer(secret)
    const created = 1_677_281_798
    const secured = await DataIntegrity.secure(document, {
      verificationMethod: `${controller}#${multikey}`,
      created,
      sign,
    })
    expect(secured.proof).toMatchObject({ created: '2023-02-24T23:36:38Z', proofValue })
    const served = Did.document(controller, [Did.toKey(`did:key:${multikey}`)])
    expect(DataIntegrity.flaw(secured, served)).toBeUndefined()
  })
})
