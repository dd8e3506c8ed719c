import { Random } from '../core/Random.ts'
import type { Picture } from './Picture.ts'

/** A picture of one disc on a gradient, different for every seed. */
export function disc(seed: number, side: number): Picture {
  const random = new Random(seed)
  const [x0, y0, radius] = [random.between(0.3, 0.7), random.between(0.3, 0.7), random.between(0.1, 0.3)]
  const [inside, outside] = [0, 1].map(() => [0, 1, 2].map(() => random.below(200))) as [number[], number[]]
  const data = new Uint8Array(side * side * 3)
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(i % side) / side, Math.floor(i / side) / side]
    const color = (x - x0) ** 2 + (y - y0) ** 2 < radius ** 2 ? inside : outside
    for (let c = 0; c < 3; c++) data[i * 3 + c] = color[c]! + Math.floor(x * 50)
  }
  return { width: side, height: side, data }
}
