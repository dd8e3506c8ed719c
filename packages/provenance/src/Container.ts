import * as Jpeg from './container/Jpeg.ts'
import type { Parts } from './container/Parts.ts'
import * as Png from './container/Png.ts'
import * as Riff from './container/Riff.ts'
import * as Svg from './container/Svg.ts'
import type { MediaType, Readable, Signable } from './MediaType.ts'

export { sniff } from './MediaType.ts'
export type { MediaType, Parts, Readable, Signable }

const splitters: { readonly [kind in Signable]: (bytes: Uint8Array) => Parts } = {
  'image/png': Png.split,
  'image/jpeg': Jpeg.split,
  'image/webp': Riff.split,
  'image/svg+xml': Svg.split,
  'audio/wav': Riff.split,
}

/** Whether a credential can be put into files of this kind. */
export function isSignable(mediaType: string): mediaType is Signable {
  return Object.hasOwn(splitters, mediaType)
}

/**
 * Takes the credential out of a file, so that what remains is the unsigned file, byte for byte: what records name.
 * Throws if the file is cut off or its structure is broken.
 */
export function split(bytes: Uint8Array, mediaType: Signable): Parts {
  return splitters[mediaType](bytes)
}

export { BrokenError } from './container/Parts.ts'
