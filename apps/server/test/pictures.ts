import { encodePng } from '@tributary/engine'

/** A picture of soft stripes; another number is another picture. */
export function stripes(number: number, side = 64): Uint8Array {
  const data = new Uint8Array(side * side * 3)
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)]
    const wave = ((x * (1 + (number % 5)) + y * (1 + (number % 7)) + number * 11) * 4) % 256
    data.set([wave, (wave * (number % 3)) % 256, 255 - wave], i * 3)
  }
  return encodePng({ width: side, height: side, data })
}

/** Settings with which training takes no time, and learns nothing. */
export const tiny = { batch: 4, view: 8, latent: 4, mapping: 8, frames: 4, hidden: 8, layers: 1, channels: 4 }
