import { Container } from '@tributary/provenance'
import { starts } from './bytes.ts'

/** Kinds of files that are known by how they begin, beside those that carry credentials. */
const beginnings: readonly (readonly [mediaType: string, offset: number, text: string])[] = [
  ['application/vnd.tributary.model', 0, 'TRIBMODL'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['model/gltf-binary', 0, 'glTF'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/ogg', 0, 'OggS'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['image/bmp', 0, 'BM'],
]

/** What a file is by its bytes alone, whatever anybody called it. */
export function recognize(bytes: Uint8Array): string {
  const known = beginnings.find(([, offset, text]) => starts(bytes, offset, text))?.[0]
  return Container.sniff(bytes) ?? known ?? textType(bytes)
}

/** HTML is what a browser would take for HTML, which is much. */
function textType(bytes: Uint8Array): string {
  const text = readText(bytes.subarray(0, 65_536))
  if (text === undefined) return 'application/octet-stream'
  return /<(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml)[\s>/]/i.test(text)
    ? 'text/html'
    : 'text/plain'
}

function readText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined
  try {
    // As a stream: the last character of the part may be cut in half.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}
