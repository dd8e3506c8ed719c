import type { Picture } from './Picture.ts'

/** Turns a picture upright by its EXIF orientation; pixels move and never change. */
export function orient(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture
  const turned = orientation >= 5
  const [width, height] = turned ? [picture.height, picture.width] : [picture.width, picture.height]
  const data = new Uint8Array(picture.data.length)
  const from = sources[orientation]!
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const [sx, sy] = from(x, y, picture.width - 1, picture.height - 1)
      const i = (sy * picture.width + sx) * 3
      data[o] = picture.data[i]!
      data[o + 1] = picture.data[i + 1]!
      data[o + 2] = picture.data[i + 2]!
    }
  }
  return { width, height, data }
}

/** Where the upright pixel (x, y) lies in the stored picture whose last column is `w` and last row is `h`. */
const sources: { readonly [orientation: number]: (x: number, y: number, w: number, h: number) => [number, number] } = {
  2: (x, y, w) => [w - x, y],
  3: (x, y, w, h) => [w - x, h - y],
  4: (x, y, _w, h) => [x, h - y],
  5: (x, y) => [y, x],
  6: (x, y, _w, h) => [y, h - x],
  7: (x, y, w, h) => [w - y, h - x],
  8: (x, y, w) => [w - y, x],
}
