import { BaseError, type Picture, Random } from '@tributary/engine'
import { artists, type Scene } from './artists.ts'

/** Names of the sample artists, in alphabetical order. */
export const names: readonly string[] = Object.keys(artists).sort()

/** The sample artist's picture number `index`, drawn `side` pixels square. Every index is another picture. */
export function draw(artist: string, index: number, side: number): Picture.Picture {
  const compose = artists[artist]
  if (compose === undefined) throw new UnknownArtistError({ artist })
  return rasterize(compose(new Random(names.indexOf(artist), index)), side)
}

/** Four samples a pixel, averaged and rounded. */
function rasterize(scene: Scene, side: number): Picture.Picture {
  const data = new Uint8Array(side * side * 3)
  for (let y = 0, o = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let [red, green, blue] = [0, 0, 0]
      for (let k = 0; k < 4; k++) {
        const [u, v] = [x + 0.25 + (k % 2) / 2, y + 0.25 + Math.floor(k / 2) / 2]
        const color = scene((u / side) * 2 - 1, (v / side) * 2 - 1)
        red += color[0]
        green += color[1]
        blue += color[2]
      }
      data[o++] = Math.round(red * 63.75)
      data[o++] = Math.round(green * 63.75)
      data[o++] = Math.round(blue * 63.75)
    }
  }
  return { width: side, height: side, data }
}

/** There is no such sample artist. */
export class UnknownArtistError extends BaseError {
  override readonly name = 'Artists.UnknownArtistError'
  constructor({ artist }: { artist: string }) {
    super(`There is no sample artist "${artist}".`, { hint: `Choose one of ${names.join(', ')}.` })
  }
}
