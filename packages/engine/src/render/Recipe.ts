import type { Hex } from '../core/Hex.ts'

/** Everything a picture is a function of. The same recipe gives the same bytes everywhere. */
export type Recipe = {
  readonly runtime: typeof runtime
  /** SHA-256 of the kernel's wasm. */
  readonly kernel: Hex
  /** SHA-256 of the model file. */
  readonly model: Hex
  /** An unsigned 32-bit integer. */
  readonly seed: number
  readonly style: Style
  readonly parameters: Parameters
  readonly width: number
  readonly height: number
}

/** One style by name, or several with weights that are normalised to sum to one. */
export type Style = string | { readonly [style: string]: number }

/** What may be turned besides seed and style; see {@link parameterDefaults}. */
export type Parameters = { readonly [name: string]: number | string }

/** Name and version of the engine that a recipe runs on. */
export const runtime = 'tributary-engine/1'

/**
 * The parameters that exist, with the values that an absent one takes.
 *
 * - `truncation`: scales the latent; below 1 pictures are more typical, above 1 wilder. 0 to 2.
 * - `zoom`: 1 shows the whole picture, 2 the middle half. 0.25 to 64.
 * - `x`, `y`: center of the view; the whole picture spans -1 to 1. -4 to 4.
 */
export const parameterDefaults = { truncation: 1, zoom: 1, x: 0, y: 0 } as const
