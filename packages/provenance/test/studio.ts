import { type Hex, hashStruct, hexToBigInt, toHex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import {
  Authority,
  Certificate,
  Cid,
  Credential,
  MemoryStore,
  type Preimage,
  type Proof,
  Record,
  Store,
} from '../src/index.ts'
import { loadC2pa } from '../src/node/index.ts'
import { picture, png } from './files.ts'

export const library: Credential.Library = loadC2pa()

/** 2020-01-01 and 2100-01-01: the library judges certificates by the clock of the machine. */
const validity = { from: 1_577_836_800, until: 4_102_444_800 }
export const time = 1_795_132_800
const chainId = 31_337
const home: bigint = (BigInt(chainId) << 160n) | 0x5fbdb2315678afecb367f032d93f642f64180aa3n

/** The id of a work, computed by viem's EIP-712 and not by our protocol package. */
export function workId(work: Preimage.Preimage): Hex {
  const kinds = ['work', 'account', 'tree']
  return hashStruct({
    primaryType: 'Work',
    types: {
      Work: [
        { name: 'creator', type: 'uint256' },
        { name: 'home', type: 'uint256' },
        { name: 'record', type: 'bytes32' },
        { name: 'origin', type: 'bytes32' },
        { name: 'arbiter', type: 'uint256' },
        { name: 'resale', type: 'uint32' },
        { name: 'flows', type: 'Flow[]' },
      ],
      Flow: [
        { name: 'kind', type: 'uint8' },
        { name: 'share', type: 'uint32' },
        { name: 'to', type: 'bytes32' },
      ],
    },
    data: {
      ...work,
      creator: BigInt(work.creator),
      home: BigInt(work.home),
      arbiter: BigInt(work.arbiter),
      flows: work.flows.map((flow) => ({ ...flow, kind: kinds.indexOf(flow.kind) })),
    },
  })
}

/** A whole studio: its certificates, its DID, its model and the model's key. */
export type Studio = {
  readonly root: string
  readonly rootKey: CryptoKey
  readonly leaf: string
  readonly leafKey: CryptoKey
  readonly signer: Credential.Signer
  readonly issuer: Authority.Issuer
  readonly account: PrivateKeyAccount
  readonly key: PrivateKeyAccount
  readonly model: { readonly work: Preimage.Preimage; readonly record: Record.Record; readonly id: Hex }
  readonly authorization: Authority.Authorization
}

export async function openStudio(organization = 'Studio Delta', secret = 7): Promise<Studio> {
  const [rootKeys, leafKeys] = [await generateKeys(), await generateKeys()]
  const root = await Certificate.root({ organization, keys: rootKeys, serialNumber: '01', ...validity })
  const leaf = await Certificate.leaf(
    { organization, keys: leafKeys, serialNumber: '02', ...validity },
    { root, privateKey: rootKeys.privateKey },
  )
  const issuer = Authority.issuer(new Uint8Array(32).fill(secret))
  const account = privateKeyToAccount(toHex(secret * 1000 + 1, { size: 32 }))
  const key = privateKeyToAccount(toHex(secret * 1000 + 2, { size: 32 }))
  const record = await modelRecord(issuer.did)
  const work = preimage(account, { record: Record.hash(record) })
  const id = workId(work)
  const authorization = await Authority.issue(
    { model: id, key: key.address, chainId, from: time - 1000, until: validity.until },
    { issuer, time },
  )
  const signer = Certificate.signer([leaf, root], leafKeys.privateKey)
  return {
    root,
    rootKey: rootKeys.privateKey,
    leaf,
    leafKey: leafKeys.privateKey,
    signer,
    issuer,
    account,
    key,
    model: { work, record, id },
    authorization,
  }
}

export function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(Certificate.keyAlgorithm, true, ['sign', 'verify'])
}

function preimage(creator: PrivateKeyAccount, fields: { record: Hex } & Partial<Preimage.Preimage>): Preimage.Preimage {
  const none: Hex = `0x${'00'.repeat(32)}`
  return {
    creator: `${hexToBigInt(creator.address)}`,
    home: `${home}`,
    origin: none,
    arbiter: '0',
    resale: 50_000,
    flows: [],
    ...fields,
  }
}

async function modelRecord(creator: string): Promise<Record.Record> {
  const bytes = new TextEncoder().encode('weights')
  const content = await contentOf(bytes, 'application/octet-stream')
  return Record.from({ name: 'Delta 1', kind: 'model', content, parents: [], creator, tools: {}, time: time - 2000 })
}

export async function contentOf(bytes: Uint8Array, mediaType: string, pixels?: Record.Pixels): Promise<Record.Content> {
  const { cid } = await Cid.ofFile(bytes)
  const sha256 = await Cid.sha256Of(bytes)
  return { sha256, cid: cid.toString(), mediaType, size: bytes.length, ...(pixels && { pixels }) }
}

/** Identity of a picture: SHA-256 of its size and its RGB8 bytes. */
export async function pixelsOf(width: number, height: number, data: Uint8Array): Promise<Record.Pixels> {
  const head = new TextEncoder().encode(`RGB8 ${width}x${height}\n`)
  return { sha256: await Cid.sha256Of(Uint8Array.from([...head, ...data])), width, height }
}

/** A finished output: the unsigned file, its record, its work, and the signed file. */
export type Made = {
  readonly unsigned: Uint8Array<ArrayBuffer>
  readonly record: Record.Record
  readonly work: Preimage.Preimage
  readonly id: Hex
  readonly proof: Proof.Proof
  readonly signed: Uint8Array<ArrayBuffer>
}

export async function makePng(studio: Studio, options: { side?: number; seed?: number } = {}): Promise<Made> {
  const { side = 32, seed = 1 } = options
  const data = picture(side, side, seed)
  return make(studio, png(side, side, data), 'image/png', { pixels: await pixelsOf(side, side, data) })
}

export async function make(
  studio: Studio,
  unsigned: Uint8Array<ArrayBuffer>,
  mediaType: string,
  options: { pixels?: Record.Pixels; fields?: Partial<Record.from.Fields>; proof?: Partial<Proof.Proof> } = {},
): Promise<Made> {
  const record = Record.from({
    name: 'Dusk 7',
    kind: 'output',
    content: await contentOf(unsigned, mediaType, options.pixels),
    recipe: { runtime: 'tributary-engine/1', seed: 7 },
    parents: [studio.model.id],
    license: await licenseOf(),
    creator: studio.issuer.did,
    tools: { tributary: '0.1.0' },
    time,
    ...options.fields,
  })
  const work = preimage(studio.account, { record: Record.hash(record), origin: studio.model.id })
  const id = workId(work)
  const proof: Proof.Proof = {
    version: 1,
    work,
    signature: await signOutput(studio.key, id),
    model: { work: studio.model.work, record: new TextDecoder().decode(Record.bytes(studio.model.record)) },
    authorization: studio.authorization,
    ...options.proof,
  }
  const signed = await Credential.sign(library, { bytes: unsigned, record, proof }, studio.signer)
  return { unsigned, record, work, id, proof, signed }
}

export function signOutput(key: PrivateKeyAccount, work: Hex): Promise<Hex> {
  return key.signTypedData({
    domain: {
      name: 'Tributary',
      version: '1',
      chainId,
      verifyingContract: toHex(home & ((1n << 160n) - 1n), { size: 20 }),
    },
    types: { Output: [{ name: 'work', type: 'bytes32' }] },
    primaryType: 'Output',
    message: { work },
  })
}

const licenseText = 'You may show this picture.\n'

async function licenseOf(): Promise<Record.License> {
  const bytes = new TextEncoder().encode(licenseText)
  const { cid } = await Cid.ofFile(bytes)
  return { sha256: await Cid.sha256Of(bytes), cid: cid.toString(), name: 'Personal' }
}

/** A store that holds the studio's model and these outputs, with all their files. */
export async function storeOf(
  studio: Studio,
  outputs: readonly Made[],
  store: Store.Store = new MemoryStore(),
): Promise<{ store: Store.Store; license: string }> {
  const encoder = new TextEncoder()
  const weights = await Store.putFile(store, {
    role: 'content',
    bytes: encoder.encode('weights'),
    mediaType: 'application/octet-stream',
  })
  await Store.putRecord(store, studio.model.record)
  const { id, work, record } = studio.model
  await store.putEntry({
    version: 1,
    work: id,
    preimage: work,
    record: Record.hash(record),
    files: [weights],
    trees: [],
  })
  for (const output of outputs) await putOutput(store, output)
  return { store, license: licenseText }
}

async function putOutput(store: Store.Store, { unsigned, signed, record, work, id, proof }: Made): Promise<void> {
  const { mediaType, pixels } = record.tributary.content
  const files = [
    await Store.putFile(store, { role: 'content', bytes: unsigned, mediaType }),
    await Store.putFile(store, { role: 'signed', bytes: signed, mediaType }),
    await Store.putFile(store, {
      role: 'license',
      bytes: new TextEncoder().encode(licenseText),
      mediaType: 'text/plain',
    }),
  ]
  await Store.putRecord(store, record)
  await store.putEntry({
    version: 1,
    work: id,
    preimage: work,
    record: work.record,
    ...(pixels && { pixels }),
    files,
    trees: [],
    attestation: { signature: proof.signature!, root: `0x${'00'.repeat(32)}`, path: [] },
    authorization: proof.authorization!,
  })
}
