import { readFile } from 'node:fs/promises'
import type { Terms } from '@tributary/sdk'
import type { DraftPart } from '@tributary/sdk/wire'

/** The texts that come along. */
const folder = new URL('../../../../docs/licenses/', import.meta.url)

/** What the creator says about the work, as the sdk takes it. */
export async function termsOf(part: DraftPart): Promise<Terms & { readonly name: string }> {
  const { name, description, resale, training, edition, license } = part
  return { name, description, resale, training, edition, license: await textOf(license) }
}

async function textOf(license: DraftPart['license']): Promise<Terms['license']> {
  if (typeof license !== 'string') return license
  return { name: license, text: await readFile(new URL(`${license}.md`, folder), 'utf8') }
}
