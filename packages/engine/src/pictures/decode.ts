import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js'
import decodePng, { init as initPng } from '@jsquash/png/decode.js'
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js'
import { BaseError } from '../BaseError.ts'
import { flatten } from './flatten.ts'
import { type FileHeader, inspect, pixelLimit } from './inspect.ts'
import { orient } from './orient.ts'
import type { Picture } from './Picture.ts'

/** Decoders compiled from pinned WebAssembly, never a native library: the same file gives the same pixels everywhere. */
export type Codecs = { readonly [format in FileHeader['format']]: (file: ArrayBuffer) => Promise<ImageData> }

/** The decoders' WebAssembly, which Node reads from disk and a browser fetches. */
export type CodecModules = { readonly [format in FileHeader['format']]: WebAssembly.Module }

/** Makes the decoders ready. */
export async function codecs(modules: CodecModules): Promise<Codecs> {
  await Promise.all([initPng(modules.png), initJpeg(emscripten(modules.jpeg)), initWebp(emscripten(modules.webp))])
  return { png: decodePng, jpeg: decodeJpeg, webp: decodeWebp }
}

/** How a decoder starts: from this module, and silently, as our errors say what is wrong with a file. */
function emscripten(module: WebAssembly.Module): object {
  return {
    print: () => {},
    printErr: () => {},
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(module, imports)
      done(instance)
      return instance.exports
    },
  }
}

/**
 * Decodes a PNG, JPEG or WebP file to upright RGB8 by the rules of `spec/pictures.md`.
 *
 * Whatever a rule refuses is refused from the header, before memory is taken for pixels.
 */
export async function decode(file: Uint8Array, decoders: Codecs): Promise<Picture> {
  const header = inspect(file)
  checkHeader(header)
  const image = await decoders[header.format](file.slice().buffer).catch((cause: unknown) => {
    throw new BrokenFileError({ format: header.format, cause })
  })
  if (image.width !== header.width || image.height !== header.height) {
    throw new BrokenFileError({ format: header.format, cause: undefined })
  }
  return orient({ width: image.width, height: image.height, data: flatten(image.data) }, header.orientation)
}

/** Refuses what the engine does not work on; see `spec/pictures.md`. */
function checkHeader(header: FileHeader): void {
  const { width, height, bitDepth, colors, animated } = header
  if (width === 0 || height === 0) throw new NoPixelsError({ width, height })
  if (width * height > pixelLimit) throw new TooManyPixelsError({ width, height })
  if (animated) throw new UnsupportedError({ what: 'it is animated', hint: 'Save one of its frames as a picture.' })
  if (colors === 'cmyk') throw new UnsupportedError({ what: 'its colors are CMYK', hint: 'Convert it to sRGB first.' })
  if (bitDepth > 8) {
    throw new UnsupportedError({
      what: `it has ${bitDepth} bits per color; the most is 8`,
      hint: 'Save it with 8 bits.',
    })
  }
}

/** The picture has no pixels. */
export class NoPixelsError extends BaseError {
  override readonly name = 'Picture.NoPixelsError'
  constructor({ width, height }: { width: number; height: number }) {
    super(`The picture is ${width}x${height} pixels; each side has at least 1.`, { hint: 'Leave it out.' })
  }
}

/** The picture has more pixels than the engine decodes. */
export class TooManyPixelsError extends BaseError {
  override readonly name = 'Picture.TooManyPixelsError'
  constructor({ width, height }: { width: number; height: number }) {
    super(`The picture is ${width}x${height}, ${width * height} pixels; the most is ${pixelLimit}.`, {
      hint: 'Scale it down.',
    })
  }
}

/** The file is of a kind that the engine does not take. */
export class UnsupportedError extends BaseError {
  override readonly name = 'Picture.UnsupportedError'
  constructor({ what, hint }: { what: string; hint: string }) {
    super(`The picture cannot be used: ${what}.`, { hint })
  }
}

/** The file's header is fine and its content is not. */
export class BrokenFileError extends BaseError {
  override readonly name = 'Picture.BrokenFileError'
  constructor({ format, cause }: { format: string; cause: unknown }) {
    super(`The ${format} file is broken: its pixels cannot be decoded.`, { cause, hint: 'Export the picture again.' })
  }
}
