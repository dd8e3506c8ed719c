import { BrokenError, join, type Parts } from './Parts.ts'

// Signing adds a namespace to the root, and a metadata element if there was none around the manifest.
const namespace = ' xmlns:c2pa="http://c2pa.org/manifest"'
const manifestElement = /<c2pa:manifest>([A-Za-z0-9+/=\s]*)<\/c2pa:manifest>/g
const emptyMetadata = '<metadata></metadata>'

/** Takes the `c2pa:manifest` element out of an SVG, with what signing added around it. */
export function split(bytes: Uint8Array): Parts {
  const text = decode(bytes)
  if (!/<\/svg\s*>\s*(<!--[\s\S]*?-->\s*)*$/.test(text) && !/<svg[^>]*\/>\s*$/.test(text))
    throw new BrokenError('SVG', 'it has no end')
  const found = [...text.matchAll(manifestElement)]
  if (found.length === 0) return { unsigned: join([bytes]) }
  if (found.length > 1) throw new BrokenError('SVG', `it has ${found.length} C2PA manifest stores`)
  const unsigned = text.replace(manifestElement, '').replace(emptyMetadata, '').replace(namespace, '')
  return { unsigned: new TextEncoder().encode(unsigned), manifest: fromBase64(found[0]?.[1] ?? '') }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new BrokenError('SVG', 'it is not UTF-8')
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0))
}
