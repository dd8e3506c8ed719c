/** Pixels as a canvas gives them: RGBA, one byte each. */
export type Raster = Pick<ImageData, 'data' | 'width' | 'height'>

/** Where two pictures of one size differ. */
export type Difference = {
  /** How many pixels differ in any color. */
  readonly pixels: number
  readonly total: number
  /** The most that any color of any pixel differs, of 255. */
  readonly most: number
  /** The smallest box around all that differs. Unit: pixels. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined
  /** A picture of the difference: what differs glows, the rest is a dim shade of the original. RGBA. */
  readonly map: Uint8ClampedArray<ArrayBuffer>
}

/** Compares two pictures pixel by pixel; undefined when their sizes differ. */
export function differenceOf(one: Raster, other: Raster): Difference | undefined {
  if (one.width !== other.width || one.height !== other.height) return undefined
  const map = new Uint8ClampedArray(one.data.length)
  const edges = { left: one.width, top: one.height, right: -1, bottom: -1 }
  let [pixels, most] = [0, 0]
  for (let i = 0; i < one.data.length; i += 4) {
    const apart = distance(one.data, other.data, i)
    paint(map, one.data, i, apart)
    if (apart === 0) continue
    pixels += 1
    most = Math.max(most, apart)
    stretch(edges, (i / 4) % one.width, Math.floor(i / 4 / one.width))
  }
  const { left, top, right, bottom } = edges
  const box = pixels === 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
  return { pixels, total: one.width * one.height, most, box, map }
}

type Edges = { left: number; top: number; right: number; bottom: number }

function stretch(edges: Edges, x: number, y: number): void {
  edges.left = Math.min(edges.left, x)
  edges.top = Math.min(edges.top, y)
  edges.right = Math.max(edges.right, x)
  edges.bottom = Math.max(edges.bottom, y)
}

function distance(one: Raster['data'], other: Raster['data'], i: number): number {
  let apart = 0
  for (let color = i; color < i + 3; color++) apart = Math.max(apart, Math.abs(one[color]! - other[color]!))
  return apart
}

/** A change of one step must be seen as well as a large one, so that every change glows at half strength at least. */
function paint(map: Uint8ClampedArray, original: Raster['data'], i: number, apart: number): void {
  const strength = apart === 0 ? 0 : 0.5 + apart / 510
  const gray = (original[i]! + original[i + 1]! + original[i + 2]!) / 12
  map[i] = gray + strength * (255 - gray)
  map[i + 1] = gray + strength * (126 - gray)
  map[i + 2] = gray + strength * (82 - gray)
  map[i + 3] = 255
}
