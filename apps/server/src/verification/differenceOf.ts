import type { Picture } from '@tributary/engine'
import type { Difference } from '@tributary/sdk/wire'

/** Stretches of bytes that are named; the rest is counted. */
const mostStretches = 16

/** Bytes that are equal for fewer than this stand between two changes of one stretch. */
const leastGap = 8

type Stretch = { from: number; to: number }

/** Where two files differ, byte by byte from their beginnings; what one has more counts as one stretch. */
export function bytesBetween(one: Uint8Array, other: Uint8Array): Pick<Difference, 'bytes' | 'count'> {
  const stretches: Stretch[] = []
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one]
  let count = longer.length - shorter.length
  for (let at = 0; at < shorter.length; at++) {
    if (one[at] === other[at]) continue
    count += 1
    extend(stretches, at, at + 1)
  }
  if (longer.length > shorter.length) extend(stretches, shorter.length, longer.length)
  return { bytes: stretches.slice(0, mostStretches), count }
}

function extend(stretches: Stretch[], from: number, to: number): void {
  const last = stretches.at(-1)
  if (last !== undefined && from - last.to < leastGap) last.to = to
  else stretches.push({ from, to })
}

/** How many pixels of two pictures differ, and the rectangle that holds them; nothing where their sizes do. */
export function pixelsBetween(one: Picture.Picture, other: Picture.Picture): Difference['pixels'] {
  const { width, height } = one
  if (width !== other.width || height !== other.height) return undefined
  let [count, left, top, right, bottom] = [0, width, height, -1, -1]
  for (let at = 0; at < width * height; at++) {
    if (isSame(one.data, other.data, at * 3)) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    count += 1
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (count === 0) return { count, of: width * height, left: 0, top: 0, width: 0, height: 0 }
  return { count, of: width * height, left, top, width: right - left + 1, height: bottom - top + 1 }
}

function isSame(one: Uint8Array, other: Uint8Array, at: number): boolean {
  return one[at] === other[at] && one[at + 1] === other[at + 1] && one[at + 2] === other[at + 2]
}
