import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** The texts that come along, by the word that names them. */
export const texts = ['personal', 'commercial', 'ai-training'] as const

const folder = new URL('../../../../docs/licenses/', import.meta.url)

/** Reads a license text: one that comes along, by its word, or any file. A file of that name goes first. */
export function readText(named: string): { readonly name: string; readonly text: string } {
  const isWord = (texts as readonly string[]).includes(named) && !existsSync(named)
  const path = isWord ? new URL(`${named}.md`, folder) : named
  return { name: isWord ? named : basename(named), text: readFileSync(path, 'utf8') }
}
