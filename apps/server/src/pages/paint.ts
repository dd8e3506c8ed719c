import { ThreadPool } from '../jobs/threads/ThreadPool.ts'

/** Painting a card takes a tenth of a second, in which the server would answer nobody else. */
const painters = new ThreadPool<string, Uint8Array<ArrayBuffer>>({
  module: new URL('paintThread.ts', import.meta.url),
  size: 1,
  seconds: 20,
  megabytes: 256,
})

/** Paints an SVG as a PNG, with the studio's own fonts. */
export function paint(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  return painters.run(svg)
}
