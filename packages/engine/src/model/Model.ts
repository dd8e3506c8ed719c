import { sha256 as digest } from '@noble/hashes/sha2.js'
import { BaseError } from '../BaseError.ts'
import { type Hex, sha256 } from '../core/Hex.ts'
import { specs } from '../network/Generator.ts'
import { countOf } from '../network/Parameters.ts'
import { type Header, headerLimit, readHeader } from './Header.ts'

/** A trained generator: what it is (header) and its weights. */
export type Model = {
  readonly header: Header
  /** The generator's weights, layer after layer. */
  readonly weights: Float32Array
  /** SHA-256 of the model file: the model's identity. */
  readonly hash: Hex
}

const magic = new TextEncoder().encode('TRIBMODL')
const checksumBytes = 32

/**
 * The model file: `TRIBMODL`, the header's length as a little-endian u32, the header as JSON, the weights as little-endian
 * f32, and the SHA-256 of everything before it.
 */
export function serialize(header: Header, weights: Float32Array): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const body = magic.length + 4 + json.length + weights.length * 4
  const file = new Uint8Array(body + checksumBytes)
  const view = new DataView(file.buffer)
  file.set(magic)
  view.setUint32(magic.length, json.length, true)
  file.set(json, magic.length + 4)
  const start = magic.length + 4 + json.length
  for (const [i, weight] of weights.entries()) view.setFloat32(start + i * 4, weight, true)
  file.set(digest(file.subarray(0, body)), body)
  return file
}

/**
 * Reads a model file, refusing one that is cut short, changed, or not a model.
 *
 * @example
 * ```ts
 * const model = Model.parse(bytes)
 * model.header.styles // ['dune', 'ember', 'facet', 'flora', 'indigo', 'lumen']
 * ```
 */
export function parse(file: Uint8Array): Model {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  if (!magic.every((byte, i) => file[i] === byte)) throw new NotAModelError({ bytes: file.length })
  const start = magic.length + 4 + (file.length < magic.length + 4 ? headerLimit : view.getUint32(magic.length, true))
  const body = file.length - checksumBytes
  if (body < start) throw new TruncatedError({ bytes: file.length, expected: start + checksumBytes })
  const header = readHeader(file.subarray(magic.length + 4, start))
  const count = countOf(specs(header.architecture, header.styles.length))
  if (body !== start + count * 4)
    throw new TruncatedError({ bytes: file.length, expected: start + count * 4 + checksumBytes })
  const sum = digest(file.subarray(0, body))
  if (!sum.every((byte, i) => byte === file[body + i])) throw new TamperedError()
  const weights = Float32Array.from({ length: count }, (_, i) => view.getFloat32(start + i * 4, true))
  return { header, weights, hash: sha256(file) }
}

/** The file is not a model file at all. */
export class NotAModelError extends BaseError {
  override readonly name = 'Model.NotAModelError'
  constructor({ bytes }: { bytes: number }) {
    super(`The file of ${bytes} bytes is not a model: it does not start with TRIBMODL.`, {
      hint: 'Give a .model file that `train` wrote.',
    })
  }
}

/** The file is shorter or longer than its header says. */
export class TruncatedError extends BaseError {
  override readonly name = 'Model.TruncatedError'
  constructor({ bytes, expected }: { bytes: number; expected: number }) {
    super(`The model file has ${bytes} bytes; its header asks for ${expected}.`, {
      hint: 'The file was cut or extended on its way; fetch it again.',
    })
  }
}

/** The file's checksum does not match what stands before it. */
export class TamperedError extends BaseError {
  override readonly name = 'Model.TamperedError'
  constructor() {
    super('The model file was changed: its checksum does not match its content.', {
      hint: 'Fetch the file again and compare its SHA-256 with the one in the record.',
    })
  }
}
