import type { Recipe } from '@tributary/engine'

/** Seeds are unsigned 32-bit integers. */
export const seedLimit = 2 ** 32

/** What a picture is drawn from, beside its model and size. */
export type Sketch = {
  readonly seed: number
  readonly style: Recipe.Style
  readonly parameters: Recipe.Parameters
}

/** A row of seeds that starts anywhere and goes around at the end. */
export function seedsFrom(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (start + i) % seedLimit)
}

/** A place to start that nobody has seen yet; `random` gives numbers from 0 to 1. */
export function shuffled(random: () => number): number {
  return Math.floor(random() * seedLimit)
}

/** Reads a seed that a person typed or an address holds. */
export function parseSeed(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text.trim())) return undefined
  const seed = Number(text)
  return seed < seedLimit ? seed : undefined
}

/** One step away from a sketch, and what the step was. */
export type Variation = { readonly sketch: Sketch; readonly change: string }

/**
 * The neighbors of a picture. A seed's number says nothing about its picture, so the neighbors keep the seed and change
 * one thing each: how typical it is, where it is looked at, or which other style is mixed in.
 */
export function variationsOf(sketch: Sketch, styles: readonly string[]): Variation[] {
  const vary = (change: string, changes: Partial<Sketch>): Variation => ({ sketch: { ...sketch, ...changes }, change })
  const turn = (change: string, parameters: Recipe.Parameters): Variation =>
    vary(change, { parameters: { ...sketch.parameters, ...parameters } })
  const truncation = numberOf(sketch.parameters.truncation, 1)
  const zoom = numberOf(sketch.parameters.zoom, 1)
  return [
    ...[0.5, 0.75].map((factor) => turn('calmer', { truncation: between(truncation * factor, 0, 2) })),
    ...[1.2, 1.4].map((factor) => turn('wilder', { truncation: between(truncation * factor, 0, 2) })),
    turn('closer', { zoom: between(zoom * 1.6, 0.25, 1024) }),
    turn('wider', { zoom: between(zoom / 1.4, 0.25, 1024) }),
    ...mixesOf(sketch.style, styles).map(([name, style]) => vary(`a little ${name}`, { style })),
  ].filter(({ sketch: other }) => keyOf(other) !== keyOf(sketch))
}

/** Two sketches with the same key are the same picture. */
export function keyOf({ seed, style, parameters }: Sketch): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))
  const styles = typeof style === 'string' ? [[style, 1]] : Object.entries(style).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([seed, styles, sorted])
}

/** Each style that is not in it yet, mixed in at three parts of ten. */
function mixesOf(style: Recipe.Style, styles: readonly string[]): [name: string, style: Recipe.Style][] {
  const own = typeof style === 'string' ? { [style]: 1 } : style
  const sum = Object.values(own).reduce((total, weight) => total + weight, 0)
  const kept = Object.entries(own).map(([name, weight]) => [name, Math.round((weight / sum) * 70)] as const)
  const others = styles.filter((name) => !Object.hasOwn(own, name))
  return others.map((name) => [name, { ...Object.fromEntries(kept), [name]: 30 }])
}

function numberOf(value: number | string | undefined, otherwise: number): number {
  return value === undefined ? otherwise : Number(value)
}

/** Two digits are more than an eye sees, and keep recipes short. */
function between(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)) * 100) / 100
}
