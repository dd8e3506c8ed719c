import { sha256 as digest } from '@noble/hashes/sha2.js'
import { BaseError } from '../BaseError.ts'
import type { Hex } from '../core/Hex.ts'

/** A run that stopped, to be taken up again: its state and what it is the state of. */
export type Checkpoint = {
  /** Everything that must be the same for the weights to come out the same. */
  readonly identity: Identity
  readonly step: number
  readonly state: readonly Float32Array[]
}

/** What a run is a function of, by hash and value. */
export type Identity = {
  readonly dataset: Hex
  readonly kernel: Hex
  readonly seed: number
  readonly settings: { readonly [name: string]: number | boolean }
  /** Hash of the model it goes on from. */
  readonly parent?: Hex
}

type Head = { readonly identity: Identity; readonly step: number; readonly lengths: readonly number[] }

const magic = new TextEncoder().encode('TRIBCKPT')
const checksumBytes = 32

/** The file of a checkpoint: `TRIBCKPT`, header length, header, floats, SHA-256 of everything before. */
export function serialize(checkpoint: Checkpoint): Uint8Array {
  const { identity, step, state } = checkpoint
  const head: Head = { identity, step, lengths: state.map((part) => part.length) }
  const json = new TextEncoder().encode(JSON.stringify(head))
  const start = magic.length + 4 + json.length
  const body = start + 4 * state.reduce((sum, part) => sum + part.length, 0)
  const file = new Uint8Array(body + checksumBytes)
  const view = new DataView(file.buffer)
  file.set(magic)
  view.setUint32(magic.length, json.length, true)
  file.set(json, magic.length + 4)
  let at = start
  for (const part of state) {
    for (const value of part) {
      view.setFloat32(at, value, true)
      at += 4
    }
  }
  file.set(digest(file.subarray(0, body)), body)
  return file
}

/** Reads a checkpoint, refusing one that is cut short or changed. */
export function parse(file: Uint8Array): Checkpoint {
  const body = file.length - checksumBytes
  if (body < magic.length + 4 || !magic.every((byte, i) => file[i] === byte))
    throw new BrokenError({ bytes: file.length })
  const sum = digest(file.subarray(0, body))
  if (!sum.every((byte, i) => byte === file[body + i])) throw new BrokenError({ bytes: file.length })
  const view = new DataView(file.buffer, file.byteOffset, body)
  const start = magic.length + 4 + view.getUint32(magic.length, true)
  const { identity, step, lengths } = JSON.parse(
    new TextDecoder().decode(file.subarray(magic.length + 4, start)),
  ) as Head
  let at = start
  const state = lengths.map((length) => {
    const part = Float32Array.from({ length }, (_, i) => view.getFloat32(at + i * 4, true))
    at += length * 4
    return part
  })
  return { identity, step, state }
}

/** Refuses to go on with another data set, kernel, seed or setting; the number of steps alone may change. */
export function checkIdentity(checkpoint: Checkpoint, identity: Identity): void {
  const flat = ({ settings, ...rest }: Identity): Record<string, unknown> => ({
    ...rest,
    ...settings,
    steps: undefined,
  })
  const [had, has] = [flat(checkpoint.identity), flat(identity)]
  for (const field of new Set([...Object.keys(had), ...Object.keys(has)])) {
    if (had[field] !== has[field]) throw new OtherRunError({ field, had: had[field], has: has[field] })
  }
}

/** The checkpoint file is damaged. */
export class BrokenError extends BaseError {
  override readonly name = 'Checkpoint.BrokenError'
  constructor({ bytes }: { bytes: number }) {
    super(`The checkpoint of ${bytes} bytes is cut short, changed, or no checkpoint.`, {
      hint: 'Start the training again without it.',
    })
  }
}

/** The checkpoint belongs to another run. */
export class OtherRunError extends BaseError {
  override readonly name = 'Checkpoint.OtherRunError'
  constructor({ field, had, has }: { field: string; had: unknown; has: unknown }) {
    super(`The checkpoint was made with ${field} ${String(had)}; this run has ${String(has)}.`, {
      hint: 'Use the same pictures, seed and settings, or start again without the checkpoint.',
    })
  }
}
