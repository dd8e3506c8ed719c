import { readFile } from 'node:fs/promises'
import { decode, Model, Picture } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'
import { keepFile } from '../jobs/files.ts'
import { serve } from '../jobs/threads/serve.ts'
import { assertNoBomb } from './assertNoBomb.ts'
import { assertOneFormat } from './assertOneFormat.ts'
import type { Content } from './Content.ts'
import { previewOf } from './preview.ts'
import { recognize } from './recognize.ts'

/** A file on disk, and where its preview goes if it is a picture. */
export type InspectOrder = { readonly path: string; readonly preview: string }

const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
type PictureType = (typeof pictureTypes)[number]

// In a thread of its own: a hostile file can at worst end the thread.
serve<InspectOrder, Content>(async ({ path, preview }) => {
  const bytes = new Uint8Array(await readFile(path))
  const mediaType = recognize(bytes)
  if (isPictureType(mediaType)) return inspectPicture(bytes, mediaType, preview)
  if (mediaType === 'application/vnd.tributary.model') return inspectModel(bytes, mediaType)
  return { type: 'file', mediaType }
})

function isPictureType(mediaType: string): mediaType is PictureType {
  return (pictureTypes as readonly string[]).includes(mediaType)
}

async function inspectPicture(bytes: Uint8Array, mediaType: PictureType, preview: string): Promise<Content> {
  const picture = await decode(bytes, await loadCodecs())
  assertOneFormat(bytes, mediaType)
  if (mediaType === 'image/png') await assertNoBomb(bytes)
  keepFile(preview, (await previewOf(picture)).bytes)
  const { width, height } = picture
  return { type: 'picture', mediaType, picture: { width, height, pixels: Picture.hash(picture) } }
}

function inspectModel(bytes: Uint8Array, mediaType: string): Content {
  const { name, styles, training } = Model.parse(bytes).header
  const { steps, dataset } = training
  return { type: 'model', mediaType, model: { name, styles: [...styles], steps, dataset } }
}
