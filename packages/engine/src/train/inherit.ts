import { BaseError } from '../BaseError.ts'
import type { Model } from '../model/Model.ts'
import { architectureOf, type Settings } from './Settings.ts'

/**
 * First weights of a generator that goes on from another model: everything is taken over but the styles that the parent
 * does not know, whose rows start from `fresh`.
 *
 * The styles are the last inputs of the first layer, so only its rows have to be moved.
 */
export function inherit(
  parent: Model,
  styles: readonly string[],
  settings: Settings,
  fresh: Float32Array,
): Float32Array {
  checkShape(parent, settings)
  const { latent, mapping } = settings
  const known = parent.header.styles
  const rowOf = (row: number): Float32Array => parent.weights.subarray(row * mapping, (row + 1) * mapping)
  const weights = fresh.slice()
  weights.set(parent.weights.subarray(0, latent * mapping))
  for (const [i, style] of styles.entries()) {
    const row = known.indexOf(style)
    if (row >= 0) weights.set(rowOf(latent + row), (latent + i) * mapping)
  }
  weights.set(parent.weights.subarray((latent + known.length) * mapping), (latent + styles.length) * mapping)
  return weights
}

function checkShape({ header }: Model, settings: Settings): void {
  const wanted = architectureOf(settings)
  for (const field of ['latent', 'mapping', 'frames', 'hidden', 'layers'] as const) {
    const [has, wants] = [header.architecture[field], wanted[field]]
    if (has !== wants) throw new OtherShapeError({ field, has, wants })
  }
}

/** The parent model has another shape than the settings ask for. */
export class OtherShapeError extends BaseError {
  override readonly name = 'Training.OtherShapeError'
  constructor({ field, has, wants }: { field: string; has: number; wants: number }) {
    super(`The parent model has ${field} ${has}; the settings ask for ${wants}.`, {
      hint: `Set ${field} to ${has}, or train without a parent.`,
    })
  }
}
