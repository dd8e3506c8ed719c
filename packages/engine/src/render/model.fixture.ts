import { Random } from '../core/Random.ts'
import { type Architecture, format, type Header } from '../model/Header.ts'
import { type Model, parse, serialize } from '../model/Model.ts'
import { specs } from '../network/Generator.ts'
import { initial } from '../network/Layer.ts'

/** An untrained model: noise, but the same noise everywhere. */
export function untrained(changes: Partial<Architecture> = {}): { readonly model: Model; readonly file: Uint8Array } {
  const architecture = { kind: 'cppn', latent: 8, mapping: 16, frames: 4, hidden: 24, layers: 2, ...changes } as const
  const random = new Random(4)
  const styles = ['ada', 'ben', 'cleo']
  const weights = specs(architecture, styles.length).flatMap((spec) => Array.from(initial(spec, random)))
  const header: Header = {
    format,
    name: 'untrained',
    architecture,
    styles,
    training: { dataset: '0x00', kernel: '0x00', seed: 4, steps: 0, settings: {} },
  }
  const file = serialize(header, Float32Array.from(weights))
  return { model: parse(file), file }
}
