import { join } from 'node:path'
import type { Home } from '@tributary/sdk/node'

type Place = Pick<Home.Home, 'path'>

/** Where uploads lie: under the hash of their bytes and nothing that anybody named. */
export function pathOf(home: Place, id: string): string {
  return join(home.path, 'uploads', id.slice(2, 4), id)
}

/** The preview of an uploaded picture. */
export function previewPathOf(home: Place, id: string): string {
  return `${pathOf(home, id)}.webp`
}

/** Where bytes lie while they arrive. */
export function incomingOf(home: Place): string {
  return join(home.path, 'uploads', 'incoming')
}
