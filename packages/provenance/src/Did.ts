import { type Address, getAddress, isAddress } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Multikey from './Multikey.ts'

/** A key that a DID document lists. */
export type VerificationMethod = {
  readonly id: string
  readonly type: string
  readonly controller: string
  readonly publicKeyMultibase?: string
  readonly blockchainAccountId?: string
}

/** What a DID stands for: its keys and what they may be used for. */
export type Document = {
  readonly '@context': readonly string[]
  readonly id: string
  readonly verificationMethod: readonly VerificationMethod[]
  readonly authentication: readonly string[]
  readonly assertionMethod: readonly string[]
}

/** Fetches the text behind an https address. The network is the caller's. */
export type Fetch = (url: string) => Promise<string>

/** The did:key of a public key. */
export function fromKey(key: Multikey.PublicKey): string {
  return `did:key:${Multikey.encode(key)}`
}

/** The public key inside a did:key. */
export function toKey(did: string): Multikey.PublicKey {
  if (!did.startsWith('did:key:')) throw new UnsupportedError({ did })
  return Multikey.decode(did.slice('did:key:'.length))
}

/** The did:pkh of an account on an EVM chain. */
export function fromAccount(chainId: number, address: Address): string {
  return `did:pkh:eip155:${chainId}:${getAddress(address)}`
}

/** Chain and address inside a did:pkh. */
export function toAccount(did: string): { chainId: number; address: Address } {
  const [, chainId, address] = /^did:pkh:eip155:([1-9]\d{0,15}):(0x[0-9a-fA-F]{40})$/.exec(did) ?? []
  if (chainId === undefined || address === undefined || !isAddress(address, { strict: false }))
    throw new UnsupportedError({ did })
  return { chainId: Number(chainId), address: getAddress(address) }
}

/** The did:web of a host and, if given, a path on it. */
export function fromHost(host: string, path: readonly string[] = []): string {
  return `did:web:${[host, ...path].map(encodeURIComponent).join(':')}`
}

/** Where the document of a did:web lies. */
export function toUrl(did: string): string {
  const [host, ...path] = did.slice('did:web:'.length).split(':')
  if (!did.startsWith('did:web:') || !host || path.includes('')) throw new UnsupportedError({ did })
  const folder = path.length === 0 ? '/.well-known' : `/${path.join('/')}`
  return `https://${decodeURIComponent(host)}${folder}/did.json`
}

/** The document by which a DID says that these keys speak for it. A did:web host serves it as `did.json`. */
export function document(did: string, keys: readonly Multikey.PublicKey[]): Document {
  const methods = keys.map((key) => {
    const publicKeyMultibase = Multikey.encode(key)
    return { id: `${did}#${publicKeyMultibase}`, type: 'Multikey', controller: did, publicKeyMultibase }
  })
  return withMethods(did, methods, 'https://w3id.org/security/multikey/v1')
}

/** Finds a DID's document: computed for did:key and did:pkh, fetched for did:web. */
export async function resolve(did: string, fetch?: Fetch): Promise<Document> {
  if (did.startsWith('did:key:')) return document(did, [toKey(did)])
  if (did.startsWith('did:pkh:')) return accountDocument(did)
  if (!did.startsWith('did:web:')) throw new UnsupportedError({ did })
  if (fetch === undefined) throw new UnresolvedError({ did, reason: 'this needs the network, which was not given' })
  return parse(did, await fetch(toUrl(did)))
}

function accountDocument(did: string): Document {
  const { chainId, address } = toAccount(did)
  const method = {
    id: `${did}#blockchainAccountId`,
    type: 'EcdsaSecp256k1RecoveryMethod2020',
    controller: did,
    blockchainAccountId: `eip155:${chainId}:${address}`,
  }
  return withMethods(did, [method], 'https://w3id.org/security/suites/secp256k1recovery-2020/v2')
}

function withMethods(did: string, verificationMethod: VerificationMethod[], context: string): Document {
  const ids = verificationMethod.map((method) => method.id)
  return {
    '@context': ['https://www.w3.org/ns/did/v1', context],
    id: did,
    verificationMethod,
    authentication: ids,
    assertionMethod: ids,
  }
}

function parse(did: string, text: string): Document {
  let found: Partial<Document>
  try {
    found = JSON.parse(text)
  } catch (cause) {
    throw new UnresolvedError({ did, reason: 'its document is not JSON', cause })
  }
  const lists = [found?.verificationMethod, found?.authentication ?? [], found?.assertionMethod ?? []]
  if (found?.id !== did || !lists.every(Array.isArray))
    throw new UnresolvedError({ did, reason: `its document is that of ${JSON.stringify(found?.id)}, or has no keys` })
  return {
    authentication: [],
    assertionMethod: [],
    '@context': [],
    ...(found as Pick<Document, 'id' | 'verificationMethod'>),
  }
}

/** A DID of a method or form that is not understood here. */
export class UnsupportedError extends BaseError {
  override readonly name = 'Did.UnsupportedError'
  constructor({ did }: { did: string }) {
    super(`"${did.slice(0, 200)}" is not understood.`, {
      hint: 'Use did:key, did:web, or did:pkh with an eip155 account.',
    })
  }
}

/** The document of a DID could not be had. */
export class UnresolvedError extends BaseError {
  override readonly name = 'Did.UnresolvedError'
  constructor({ did, reason, cause }: { did: string; reason: string; cause?: unknown }) {
    super(`${did} could not be resolved: ${reason}.`, { cause })
  }
}
