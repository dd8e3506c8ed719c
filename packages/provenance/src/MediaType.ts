/** The kinds of file that are understood here: those that we sign, those that others may have signed, and archives. */
export type MediaType = Signable | Readable | 'application/vnd.ipld.car'

/** The kinds of file into which a credential is put here, and out of which it is taken again. */
export type Signable = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml' | 'audio/wav'

/** The kinds of file whose credential is only read: others may have signed them. */
export type Readable =
  | 'image/avif'
  | 'image/heic'
  | 'image/gif'
  | 'image/tiff'
  | 'video/mp4'
  | 'video/quicktime'
  | 'audio/mpeg'
  | 'application/pdf'

/** What each kind begins with: texts (Latin-1) and the places where they stand. */
const beginnings: readonly (readonly [MediaType, ...(readonly [offset: number, text: string])[]])[] = [
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
  ['audio/wav', [0, 'RIFF'], [8, 'WAVE']],
  ['image/avif', [4, 'ftypavif']],
  ['image/heic', [4, 'ftyphei']],
  ['image/heic', [4, 'ftypmif1']],
  ['video/quicktime', [4, 'ftypqt']],
  ['video/mp4', [4, 'ftyp']],
  ['image/gif', [0, 'GIF8']],
  ['image/tiff', [0, 'II*\0']],
  ['image/tiff', [0, 'MM\0*']],
  ['audio/mpeg', [0, 'ID3']],
  ['application/pdf', [0, '%PDF-']],
  // A CARv1 header is a short DAG-CBOR map, behind its length in one or two bytes, whose first key is "roots".
  ['application/vnd.ipld.car', [1, '\xa2\x65roots']],
  ['application/vnd.ipld.car', [2, '\xa2\x65roots']],
]

/** The kind of a file by its first bytes, never by its name; `undefined` if it is none of ours. */
export function sniff(bytes: Uint8Array): MediaType | undefined {
  const found = beginnings.find(([, ...marks]) => marks.every(([offset, text]) => starts(bytes, offset, text)))
  return found?.[0] ?? (isSvg(bytes) ? 'image/svg+xml' : undefined)
}

/** Whether the Latin-1 text stands at this place. */
export function starts(bytes: Uint8Array, offset: number, text: string): boolean {
  if (bytes.length < offset + text.length) return false
  for (let index = 0; index < text.length; index++) if (bytes[offset + index] !== text.charCodeAt(index)) return false
  return true
}

/** What may stand before the root of an SVG: how it begins and how it ends. */
const prologue = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!', '>'],
] as const

// Scanned from left to right: a pattern over hostile comments would try exponentially many ways to divide them.
function isSvg(bytes: Uint8Array): boolean {
  let head = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart()
  for (let part = prologueOf(head); part !== undefined; part = prologueOf(head)) {
    const end = head.indexOf(part[1], part[0].length)
    if (end < 0) return false
    head = head.slice(end + part[1].length).trimStart()
  }
  return /^<svg[\s>/]/.test(head)
}

function prologueOf(text: string): (typeof prologue)[number] | undefined {
  return prologue.find(([begin]) => text.startsWith(begin))
}
