import { type DataSet, type Picture, resize } from '@tributary/engine'

const cell = 96
const gap = 4
const ground = 24
const columns = 10
/** Rows of one artist; more pictures than fit are in the data set all the same. */
const mostRows = 4

/** All artists' pictures small: each begins a row of its own. */
export function contactSheet({ contributors, pictures }: DataSet.DataSet): Picture.Picture {
  const rows = contributors.flatMap(({ name }) => rowsOf(pictures.filter(({ contributor }) => contributor === name)))
  const [width, height] = [columns * (cell + gap) + gap, rows.length * (cell + gap) + gap]
  const data = new Uint8Array(width * height * 3).fill(ground)
  for (const [y, row] of rows.entries()) {
    for (const [x, { square }] of row.entries()) {
      place(data, width, resize(square, cell, cell), gap + x * (cell + gap), gap + y * (cell + gap))
    }
  }
  return { width, height, data }
}

function rowsOf(pictures: readonly DataSet.Entry[]): DataSet.Entry[][] {
  const count = Math.min(mostRows, Math.ceil(pictures.length / columns))
  return Array.from({ length: count }, (_, row) => pictures.slice(row * columns, (row + 1) * columns))
}

function place(data: Uint8Array, width: number, picture: Picture.Picture, left: number, top: number): void {
  for (let y = 0; y < picture.height; y++) {
    const line = picture.data.subarray(y * picture.width * 3, (y + 1) * picture.width * 3)
    data.set(line, ((top + y) * width + left) * 3)
  }
}
