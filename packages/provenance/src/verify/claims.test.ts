import { beforeAll, describe, expect, test } from 'vitest'
import * as files from '../../test/files.ts'
import { forge } from '../../test/forge.ts'
import {
  library,
  type Made,
  makePng,
  openStudio,
  pixelsOf,
  type Studio,
  signOutput,
  time,
  workId,
} from '../../test/studio.ts'
import { Authority, Container, Credential, type Ports, type Verdict, verify } from '../index.ts'

let studio: Studio
let made: Made
let ports: Ports

beforeAll(async () => {
  studio = await openStudio()
  made = await makePng(studio, { side })
  ports = { validator: Credential.validator(library, { anchors: [studio.root] }), workId }
})

const side = 4
const check = (verdict: Verdict.Verdict, name: string) => verdict.checks.find((found) => found.name === name)
const decode = async (bytes: Uint8Array) =>
  Container.sniff(bytes) === 'image/png' ? pixelsOf(side, side, files.pixelsOfPng(bytes)) : undefined

describe('a file with a claim that does not hold', () => {
  test('is edited when the record names another file', async () => {
    const other = await makePng(studio, { side, seed: 2 })
    const signed = await forge({ bytes: other.unsigned, record: made.record, proof: made.proof }, studio.signer)
    const verdict = await verify(signed, { ...ports, decode })
    expect(verdict).toMatchObject({ answer: 'edited' })
    expect(check(verdict, 'content')?.ok).toBe(false)
    expect(check(verdict, 'pixels')?.ok).toBe(false)
  })

  test('is edited when the work names another record', async () => {
    const other = await makePng(studio, { side, seed: 2 })
    const signed = await forge({ bytes: made.unsigned, record: made.record, proof: other.proof }, studio.signer)
    expect(check(await verify(signed, ports), 'work')).toMatchObject({ ok: false })
  })

  test.each([
    [
      'its key is not the one that was authorized',
      async () => ({ signature: await signOutput(studio.account, made.id) }),
    ],
    ['its signature is of another work', async () => ({ signature: await signOutput(studio.key, studio.model.id) })],
    ['its signature is missing', async () => ({ signature: undefined })],
    ['nobody authorized its key', async () => ({ authorization: undefined })],
    [
      'the authorization was changed',
      async () => ({ authorization: { ...studio.authorization, validUntil: '2099-01-01T00:00:00Z' } }),
    ],
    ['the authorization had run out', async () => ({ authorization: await authorize(studio.issuer, { until: time }) })],
    [
      'the authorization was not yet valid',
      async () => ({ authorization: await authorize(studio.issuer, { from: time + 1 }) }),
    ],
    [
      'another studio authorized the key',
      async () => ({ authorization: await authorize(Authority.issuer(new Uint8Array(32).fill(9)), {}) }),
    ],
    [
      'the authorization is for another model',
      async () => ({ authorization: await authorize(studio.issuer, { model: made.id }) }),
    ],
    ['it does not carry its model', async () => ({ model: undefined })],
    ['it carries another model', async () => ({ model: { ...made.proof.model!, work: made.work } })],
  ])('is of an unknown signer when %s', async (_, change) => {
    const proof = Object.fromEntries(
      Object.entries({ ...made.proof, ...(await change()) }).filter(([, value]) => value !== undefined),
    )
    const signed = await forge(
      { bytes: made.unsigned, record: made.record, proof: proof as typeof made.proof },
      studio.signer,
    )
    expect(await verify(signed, ports)).toMatchObject({ answer: 'unknown signer', exitCode: 12, bytes: 'original' })
  })

  const authorize = (issuer: Authority.Issuer, change: Partial<Authority.Grant>) => {
    const grant = { model: studio.model.id, key: studio.key.address, chainId: 31_337, from: time - 9, until: time + 9 }
    return Authority.issue({ ...grant, ...change }, { issuer, time })
  }

  test('is authentic when the chain authorized a key that the studio did not', async () => {
    const { authorization: _, ...proof } = made.proof
    const signed = await forge({ bytes: made.unsigned, record: made.record, proof }, studio.signer)
    const chain = async () => ({ authentic: true, minted: false })
    expect(await verify(signed, { ...ports, chain })).toMatchObject({ answer: 'authentic' })
  })

  test('R-10: is authentic when its key was revoked after it was minted', async () => {
    const chain = async () => ({ authentic: false, minted: true, holder: studio.account.address })
    expect(await verify(made.signed, { ...ports, chain })).toMatchObject({ answer: 'authentic' })
  })

  test('R-10: is of an unknown signer when the chain says that the key was revoked', async () => {
    const chain = async () => ({ authentic: false, minted: false })
    expect(await verify(made.signed, { ...ports, chain })).toMatchObject({ answer: 'unknown signer' })
  })

  test('is judged without the chain when the chain cannot be asked', async () => {
    const chain = () => Promise.reject(new TypeError('fetch failed'))
    const verdict = await verify(made.signed, { ...ports, chain })
    expect(verdict).toMatchObject({ answer: 'authentic' })
    expect(check(verdict, 'chain')).toMatchObject({ ok: null, detail: 'it could not be asked: fetch failed' })
  })

  test('says so when its recipe makes another picture', async () => {
    const verdict = await verify(made.signed, { ...ports, render: () => pixelsOf(1, 1, new Uint8Array(3)) })
    expect(verdict).toMatchObject({ answer: 'authentic', summary: expect.stringContaining('makes another picture') })
  })
})
