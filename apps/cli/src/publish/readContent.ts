import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { decode, Picture } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'
import { Container } from '@tributary/provenance'
import type { Content } from '@tributary/sdk'

/** Kinds of files by ending; whatever else comes is bytes. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.glb': 'model/gltf-binary',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.txt': 'text/plain',
}

const decodable = new Set(['image/png', 'image/jpeg', 'image/webp'])

/**
 * A file as the content of a work. A credential that somebody else put into it is taken off: the work's own goes on.
 * Of a picture the pixels are named too, so a broken one is refused here.
 */
export async function readContent(path: string): Promise<Content> {
  const file = readFileSync(path)
  const mediaType = Container.sniff(file) ?? mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream'
  const bytes = Container.isSignable(mediaType) ? Container.split(file, mediaType).unsigned : file
  const content = { bytes, mediaType, name: basename(path) }
  if (!decodable.has(mediaType)) return content
  const picture = await decode(bytes, await loadCodecs())
  const { width, height } = picture
  return { ...content, pixels: { sha256: Picture.hash(picture), width, height } }
}
