import { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import type { Services } from '../api/Services.ts'

/** What a payer gets besides license and receipt. */
export type Delivered = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  readonly name: string
}

/** The file of a work that is delivered: the one with credentials where there is one. */
export async function storedFileOf(
  { store }: Pick<Services, 'store'>,
  work: Hex,
): Promise<Store.StoredFile | undefined> {
  const files = (await store.entry(work))?.files ?? []
  return files.find(({ role }) => role === 'signed') ?? files.find(({ role }) => role === 'content')
}

/** Reads a stored file. */
export async function readStored({ store }: Pick<Services, 'store'>, file: Store.StoredFile): Promise<Delivered> {
  const name = file.name ?? `${file.sha256.slice(2, 18)}${endings[file.mediaType] ?? ''}`
  return { bytes: await Store.file(store, file), mediaType: file.mediaType, name }
}

const endings: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/svg+xml': '.svg',
  'text/plain': '.txt',
}
