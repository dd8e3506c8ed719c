/** The kinds of file that carry a credential here, and archives. */
export type MediaType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'image/svg+xml'
  | 'audio/wav'
  | 'application/vnd.ipld.car'

/** The kind of a file by its first bytes, never by its name; `undefined` if none of ours. */
export function sniff(bytes: Uint8Array): MediaType | undefined {
  if (starts(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg'
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')) return 'image/webp'
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WAVE')) return 'audio/wav'
  if (isCar(bytes)) return 'application/vnd.ipld.car'
  return isSvg(bytes) ? 'image/svg+xml' : undefined
}

/** Whether the Latin-1 text stands at this place. */
export function starts(bytes: Uint8Array, offset: number, text: string): boolean {
  if (bytes.length < offset + text.length) return false
  for (let index = 0; index < text.length; index++) if (bytes[offset + index] !== text.charCodeAt(index)) return false
  return true
}

// A CARv1 header is a short DAG-CBOR map whose keys are, in this order, "roots" and "version".
function isCar(bytes: Uint8Array): boolean {
  return [1, 2].some((skip) => bytes[skip] === 0xa2 && starts(bytes, skip + 1, '\x65roots'))
}

function isSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096))
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/.test(head)
}
