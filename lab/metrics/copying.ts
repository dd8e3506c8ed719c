import type { Picture } from '@tributary/engine'

/** Root mean square over the pixels between a picture and the nearest of others, each also mirrored. */
export function nearest(picture: Picture.Picture, others: readonly Picture.Picture[]): number {
  return Math.min(...others.map((other) => Math.min(distance(picture, other, false), distance(picture, other, true))))
}

function distance(one: Picture.Picture, other: Picture.Picture, mirrored: boolean): number {
  const { width, data } = one
  let sum = 0
  for (let i = 0; i < width * width; i++) {
    const x = i % width
    const j = mirrored ? i - x + (width - 1 - x) : i
    for (let c = 0; c < 3; c++) sum += (data[i * 3 + c]! - other.data[j * 3 + c]!) ** 2
  }
  return Math.sqrt(sum / data.length)
}
