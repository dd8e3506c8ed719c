import { BrokenError, fromPieces, join, type Parts } from './Parts.ts'

// Signing adds a namespace to the root, and a metadata element if there was none around the manifest.
const namespace = ' xmlns:c2pa="http://c2pa.org/manifest"'
const manifestElement = /<c2pa:manifest>([^<]*)<\/c2pa:manifest>/g
const emptyMetadata = '<metadata></metadata>'

/** Takes the `c2pa:manifest` element out of an SVG, with what signing added around it. */
export function split(bytes: Uint8Array): Parts {
  const text = decode(bytes)
  if (!text.trimEnd().endsWith('>') || !(text.includes('</svg') || text.trimEnd().endsWith('/>')))
    throw new BrokenError('SVG', 'it has no end')
  const found = [...text.matchAll(manifestElement)]
  if (found.length === 0) return { unsigned: join([bytes]) }
  const unsigned = text.replace(manifestElement, '').replace(emptyMetadata, '').replace(namespace, '')
  const texts = found.map(([, base64]) => base64 ?? '')
  const stores = texts.map(fromBase64)
  // Base64 may end in bits that mean nothing, and hold line breaks.
  const isPlain = texts.every((base64, index) => toBase64(stores[index]!) === base64)
  const oddity = isPlain ? undefined : 'its base64 is written in an unusual way'
  return fromPieces([new TextEncoder().encode(unsigned)], stores, { oddity })
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new BrokenError('SVG', 'it is not UTF-8')
  }
}

// What is not base64 stands for no bytes; the validator then says that the credential is broken.
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
