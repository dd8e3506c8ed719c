import { readFileSync } from 'node:fs'
import { Container } from '@tributary/provenance'
import type { Content } from '@tributary/sdk'
import type { ContentSource } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { pathOf } from '../uploads/place.ts'
import { findUploads, toUpload, type UploadRow } from '../uploads/uploads.ts'
import type { Made, Making } from './parts/Making.ts'
import { drawnBy, drawnBytes, shown } from './parts/output.ts'
import type { Stored } from './stored.ts'

/** The bytes of a work, how they look, and the model that drew them if one did. */
export type Sourced = Pick<Made, 'picture' | 'uploads'> & {
  readonly content: Content
  readonly model?: Stored | undefined
}

/** Reads what is to become a work. A credential that somebody else put into an upload is taken off: the work's own goes on. */
export async function contentOf(making: Making, source: ContentSource): Promise<Sourced> {
  if ('upload' in source) return uploaded(making, source.upload)
  const { drawn, model } = await drawnBy(making, source)
  const pixels = { sha256: drawn.pixels as Hex, width: drawn.width, height: drawn.height }
  const content = { bytes: drawnBytes(making, source), mediaType: 'image/png', pixels }
  return { content, model, picture: shown(drawn), uploads: [] }
}

async function uploaded({ services, creator }: Making, id: string): Promise<Sourced> {
  const row = (await findUploads(services, creator, [id])).get(id) as UploadRow
  const { mediaType, picture } = row.content
  const file = new Uint8Array(readFileSync(pathOf(services.home, id)))
  const bytes = Container.isSignable(mediaType) ? Container.split(file, mediaType).unsigned : file
  const pixels = picture && { sha256: picture.pixels as Hex, width: picture.width, height: picture.height }
  return { content: { bytes, mediaType, pixels }, picture: toUpload(row).picture, uploads: [id] }
}
