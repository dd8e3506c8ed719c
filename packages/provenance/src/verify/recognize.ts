import type { Hex } from 'viem'
import { sha256Of } from '../Cid.ts'
import type { Pixels } from '../Record.ts'
import type { Ports } from '../verify.ts'
import { type Finding, finding } from './Findings.ts'
import { firstLine } from './subject.ts'

/** The hashes by which a store may know a file, surest first. */
export type Names = readonly (readonly [what: string, sha256: Hex])[]

/** A file's names: by its bytes, by what it is without a credential, and by its picture. */
export async function namesOf(bytes: Uint8Array, unsigned?: Uint8Array, pixels?: Pixels): Promise<Names> {
  const names: [string, Hex][] = [['the file', await sha256Of(bytes)]]
  if (unsigned !== undefined) names.push(['the file without its credential', await sha256Of(unsigned)])
  if (pixels !== undefined) names.push(['the picture, pixel by pixel', pixels.sha256])
  return names
}

/** The works that a file belongs to, and by what the store recognized it. */
export async function recognize(
  names: Names,
  store: Ports['store'],
): Promise<{ works: readonly Hex[]; findings: readonly Finding[] }> {
  if (store === undefined) return { works: [], findings: [finding('note', 'store', null, 'no store was given')] }
  try {
    for (const [what, hash] of names) {
      const works = await store.find(hash)
      if (works.length > 0) return { works, findings: [finding('note', 'store', true, `it knows ${what}, ${hash}`)] }
    }
    return { works: [], findings: [finding('note', 'store', false, 'it does not know these bytes')] }
  } catch (error) {
    return { works: [], findings: [finding('note', 'store', null, firstLine(error))] }
  }
}
