import type { Recipe } from '@tributary/engine'
import { InvalidArgumentError } from 'commander'

/** Reads a style: a name, or a mix such as `dune=2,flora=1`. */
export function parseStyle(text: string): Recipe.Style {
  if (!text.includes('=')) return text.trim()
  return readPairs(text, 'a style or a mix of styles, such as dune=2,flora=1')
}

/** Reads parameters of the engine: `truncation=0.8,zoom=2`. */
export function parseParameters(text: string): Record<string, number> {
  return readPairs(text, 'names and numbers, such as truncation=0.8,zoom=2')
}

/** Reads a size in pixels: `512` for a square, or `1024x768`. */
export function parseSize(text: string): { width: number; height: number } {
  const match = /^(\d{1,9})(?:x(\d{1,9}))?$/.exec(text)
  const width = Number(match?.[1])
  const height = Number(match?.[2] ?? match?.[1])
  if (width > 0 && height > 0) return { width, height }
  throw new InvalidArgumentError('It must be a size in pixels, such as 512 or 1024x768.')
}

function readPairs(text: string, what: string): Record<string, number> {
  const pairs = text.split(',').map((pair) => pair.split('='))
  const isPair = ([name, value, ...rest]: string[]): boolean =>
    rest.length === 0 && name?.trim() !== '' && value?.trim() !== '' && Number.isFinite(Number(value))
  if (!pairs.every(isPair)) throw new InvalidArgumentError(`It must be ${what}.`)
  return Object.fromEntries(pairs.map(([name = '', value]) => [name.trim(), Number(value)]))
}
