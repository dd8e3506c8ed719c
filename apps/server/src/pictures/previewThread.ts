import { readFile } from 'node:fs/promises'
import { decode } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'
import { keepFile } from '../jobs/files.ts'
import { serve } from '../jobs/threads/serve.ts'
import { previewOf } from '../uploads/preview.ts'

/** A picture as bytes, and where its preview goes. */
export type PreviewOrder = { readonly bytes: Uint8Array; readonly path: string }

serve<PreviewOrder, Uint8Array>(async ({ bytes, path }) => {
  const preview = await previewOf(await decode(bytes, await loadCodecs()))
  keepFile(path, preview.bytes)
  return readFile(path)
})
