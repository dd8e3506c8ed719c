import { Decoder, Tag } from 'cbor-x'
import { equals } from 'multiformats/bytes'
import { starts } from '../MediaType.ts'
import { encodeSign1 } from './Cose.ts'

/**
 * What our signer would not have written into a manifest store, or `undefined`.
 *
 * C2PA signs what boxes hold, but neither the descriptions of the boxes around it nor the padding beside the signature:
 * a validator may overlook changes there. Our own files have one form only, so any other one shows that they were touched.
 * Manifests of ingredients are left alone: others may have written them in other forms.
 */
export function oddity(store: Uint8Array): string | undefined {
  try {
    const root = only(boxes(store, 0, store.length))
    const manifests = requireSuperbox(root, 'c2pa', store)
    if (labelOf(root, store) !== 'c2pa') return 'it has another label'
    const active = manifests.at(-1)
    if (active === undefined) return 'it holds no manifest'
    for (const part of requireSuperbox(active, 'c2ma', store)) checkPart(part, store)
    return undefined
  } catch (error) {
    return error instanceof OddForm ? error.reason : 'a box cannot be read'
  }
}

type Box = { readonly type: string; readonly start: number; readonly end: number }

// Thrown and caught inside this file only.
class OddForm {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/** The rest of the UUID that names a box's type after four letters (ISO 19566-5, C2PA 2.2 section 11.1). */
const uuidTail = '\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71'
/** The types of a manifest's parts, by their labels. */
const kinds = new Map([
  ['c2pa.assertions', 'c2as'],
  ['c2pa.claim.v2', 'c2cl'],
  ['c2pa.signature', 'c2cs'],
])
/** Toggles of a description: it may be requested and has a label; assertions have a private box with salt as well. */
const toggles = { plain: 0x03, salted: 0x13 }

function checkPart(part: Box, store: Uint8Array): void {
  const kind = kinds.get(labelOf(part, store))
  if (kind === undefined) throw new OddForm(`it holds a part "${labelOf(part, store)}"`)
  const content = requireSuperbox(part, kind, store)
  if (kind === 'c2as') for (const assertion of content) requireSalted(assertion, store)
  if (kind === 'c2cs') checkSignature(only(content), store)
}

// Our signer writes one form of COSE_Sign1: protected header, time stamp if any, zeros, signature.
function checkSignature(box: Box, store: Uint8Array): void {
  const bytes = store.subarray(box.start, box.end)
  const tag: unknown = new Decoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false }).decode(bytes)
  if (!(tag instanceof Tag) || !Array.isArray(tag.value)) throw new OddForm('its signature has another form')
  const [header, unprotected, , signature] = tag.value as [Uint8Array, Map<string, unknown>, unknown, Uint8Array]
  const pad = unprotected.get('pad')
  const stamps = [...unprotected].filter(([name]) => name === 'sigTst2')
  if (!(pad instanceof Uint8Array) || !equals(bytes, encodeSign1(header, stamps, pad.length, signature)))
    throw new OddForm('something is written into the padding beside the signature')
}

function boxes(store: Uint8Array, start: number, end: number): Box[] {
  const view = new DataView(store.buffer, store.byteOffset)
  const found: Box[] = []
  for (let offset = start; offset < end; offset = found.at(-1)!.end) {
    const size = offset + 8 <= end ? view.getUint32(offset) : 0
    if (size < 8 || offset + size > end) throw new OddForm(`the box at byte ${offset} has a wrong length`)
    const type = String.fromCharCode(...store.subarray(offset + 4, offset + 8))
    found.push({ type, start: offset + 8, end: offset + size })
  }
  return found
}

function only(found: readonly Box[]): Box {
  if (found.length !== 1) throw new OddForm(`${found.length} boxes are where one should be`)
  return found[0]!
}

function requireSuperbox(box: Box, kind: string, store: Uint8Array): Box[] {
  const [description, ...content] = box.type === 'jumb' ? boxes(store, box.start, box.end) : []
  const usual = description?.type === 'jumd' && starts(store, description.start, `${kind}${uuidTail}`)
  if (!usual || store[description.start + 16] !== toggles.plain) throw unusual(box)
  return content
}

// An assertion's type and label are signed along with its content; only its toggles are not.
function requireSalted(box: Box, store: Uint8Array): void {
  const [description] = box.type === 'jumb' ? boxes(store, box.start, box.end) : []
  if (description?.type !== 'jumd' || store[description.start + 16] !== toggles.salted) throw unusual(box)
}

function unusual(box: Box): OddForm {
  return new OddForm(`the description of the box at byte ${box.start - 8} is unusual`)
}

function labelOf(box: Box, store: Uint8Array): string {
  const [description] = boxes(store, box.start, box.end)
  const label = store.subarray((description?.start ?? 0) + 17, (description?.end ?? 0) - 1)
  return new TextDecoder().decode(label)
}
