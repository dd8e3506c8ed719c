import { type DataSet, trainingSide } from '../data/DataSet.ts'

/** The pictures of a data set as training sees them: squares of one size, each with the number of its style. */
export type Corpus = {
  readonly side: number
  readonly count: number
  /** RGB8, picture after picture. */
  readonly pixels: Uint8Array
  readonly styles: Uint16Array
  readonly styleCount: number
}

/**
 * Colors of one picture at points of [-1, 1]^2, between its pixels' centers linearly, as numbers in [-1, 1].
 *
 * - `points` holds x, y pairs; `colors` receives red, green, blue triples from `offset`.
 */
export function sample(
  corpus: Corpus,
  picture: number,
  points: Float32Array,
  mirrored: boolean,
  colors: Float32Array,
  offset: number,
): void {
  const { side, pixels } = corpus
  const start = picture * side * side * 3
  const last = side - 1
  const sign = mirrored ? -1 : 1
  for (let i = 0, o = offset; i < points.length; i += 2) {
    const x = clamp(((points[i]! * sign + 1) * side) / 2 - 0.5, last)
    const y = clamp(((points[i + 1]! + 1) * side) / 2 - 0.5, last)
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - left, y - top]
    const a = start + (top * side + left) * 3
    const right = left < last ? 3 : 0
    const below = top < last ? side * 3 : 0
    for (let c = 0; c < 3; c++, o++) {
      const upper = pixels[a + c]! * (1 - fx) + pixels[a + right + c]! * fx
      const lower = pixels[a + below + c]! * (1 - fx) + pixels[a + below + right + c]! * fx
      colors[o] = (upper * (1 - fy) + lower * fy) / 127.5 - 1
    }
  }
}

function clamp(value: number, last: number): number {
  return value < 0 ? 0 : value > last ? last : value
}

/** The pictures of a data set as training sees them; styles are numbered like the contributors. */
export function corpusOf(dataset: DataSet): Corpus {
  const { pictures, contributors } = dataset
  const bytes = trainingSide * trainingSide * 3
  const pixels = new Uint8Array(pictures.length * bytes)
  const numbers = new Map(contributors.map(({ name }, i) => [name, i]))
  for (const [i, { square }] of pictures.entries()) pixels.set(square.data, i * bytes)
  const styles = Uint16Array.from(pictures, ({ contributor }) => numbers.get(contributor)!)
  return { side: trainingSide, count: pictures.length, pixels, styles, styleCount: contributors.length }
}
