/** Red, green and blue from 0 to 1. */
export type Color = readonly [number, number, number]

/** From `a` at 0 to `b` at 1. */
export function mix(a: Color, b: Color, share: number): Color {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]
}

/** Hue in turns; saturation and value from 0 to 1. */
export function hsv(hue: number, saturation: number, value: number): Color {
  const sector = (hue - Math.floor(hue)) * 6
  const f = sector - Math.floor(sector)
  const [low, falling, rising] = [
    value * (1 - saturation),
    value * (1 - saturation * f),
    value * (1 - saturation * (1 - f)),
  ]
  const colors: readonly Color[] = [
    [value, rising, low],
    [falling, value, low],
    [low, value, rising],
    [low, falling, value],
    [rising, low, value],
    [value, low, falling],
  ]
  return colors[Math.floor(sector) % 6]!
}

export function clamp(x: number): number {
  return x < 0 ? 0 : x > 1 ? 1 : x
}

/** 0 at `from`, 1 at `to`, smooth between. */
export function step(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from))
  return t * t * (3 - 2 * t)
}

export function distance(x: number, y: number): number {
  return Math.sqrt(x * x + y * y)
}

/** Sine of an angle in turns, from a polynomial: Math.sin may differ between machines. */
export function sine(turns: number): number {
  const t = turns - Math.floor(turns + 0.5)
  const folded = t > 0.25 ? 0.5 - t : t < -0.25 ? -0.5 - t : t
  const x = folded * 6.283185307179586
  const q = x * x
  const tail = 1 - (q / 110) * (1 - q / 156)
  return x * (1 - (q / 6) * (1 - (q / 20) * (1 - (q / 42) * (1 - (q / 72) * tail))))
}
