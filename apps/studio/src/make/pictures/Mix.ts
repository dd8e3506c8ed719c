import type { Recipe } from '@tributary/engine'

/** One style, or two of which the second has `amount` of the whole. */
export type Mix = { readonly first: string; readonly second?: string | undefined; readonly amount: number }

/** One style alone. */
export function alone(first: string): Mix {
  return { first, amount: 0 }
}

/**
 * What a tap on a style's chip does: the first tap chooses, a tap on another mixes it in half and half, a tap on a chosen
 * one takes it out again. None is any style.
 */
export function toggle(mix: Mix | undefined, style: string): Mix | undefined {
  if (mix === undefined) return alone(style)
  if (mix.second === undefined) {
    return style === mix.first ? undefined : { first: mix.first, second: style, amount: 0.5 }
  }
  if (style === mix.second) return alone(mix.first)
  return style === mix.first ? alone(mix.second) : { ...mix, second: style }
}

/** The style as a recipe names it. Weights are whole per cents, so that the same slider gives the same bytes. */
export function toStyle({ first, second, amount }: Mix): Recipe.Style {
  const part = Math.round(amount * 100)
  if (second === undefined || part === 0) return first
  return part === 100 ? second : { [first]: 100 - part, [second]: part }
}

/** The mix in a page's address: `flora`, or `flora+dune+25`. */
export function format({ first, second, amount }: Mix): string {
  const name = encodeURIComponent(first)
  return second === undefined ? name : `${name}+${encodeURIComponent(second)}+${Math.round(amount * 100)}`
}

/** Reads a mix of these styles; anything else is any style. */
export function parse(text: string | undefined, styles: readonly string[]): Mix | undefined {
  const [first = '', second, part] = (text ?? '').split('+').map(decode)
  if (!styles.includes(first)) return undefined
  const isMixed = second !== undefined && second !== first && styles.includes(second)
  const amount = Number(part) / 100
  return isMixed && amount >= 0 && amount <= 1 ? { first, second, amount } : alone(first)
}

/** A style in words: `flora`, or `flora with 25 % dune`. */
export function describe(style: Recipe.Style): string {
  if (typeof style === 'string') return style
  const entries = Object.entries(style).sort(([, a], [, b]) => b - a)
  const sum = entries.reduce((total, [, weight]) => total + weight, 0)
  const [[first] = [''], ...rest] = entries
  return rest.reduce((text, [name, weight]) => `${text} with ${Math.round((weight / sum) * 100)} % ${name}`, first)
}

/** What a picture is called until somebody finds a better name: `Flora 12`. */
export function nameOfSketch(style: Recipe.Style, seed: number): string {
  const [name] = describe(style).split(' with ')
  return `${name!.charAt(0).toUpperCase()}${name!.slice(1)} ${seed}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
