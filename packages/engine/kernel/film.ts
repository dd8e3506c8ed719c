// Feature-wise modulation with the activation behind it: y[b,p,c] = f(x[b,p,c] (1 + s[b,c]) + t[b,c]).
// `style` is [B,2C], scales before shifts. C is a multiple of 4.
import { leaky4, leakySlope4, sin4 } from './math'

const HALF_PI: f32 = 1.5707963267948966

/** f = leaky. */
export function film(x: usize, style: usize, y: usize, B: i32, P: i32, C: i32): void {
  for (let b: i32 = 0; b < B; b++) {
    const scale = style + (<usize>(b * 2 * C) << 2)
    for (let p: i32 = 0; p < P; p++) {
      const row = <usize>((b * P + p) * C) << 2
      for (let at: usize = 0; at < <usize>C << 2; at += 16) {
        v128.store(y + row + at, leaky4(modulated(x + row + at, scale + at, C)))
      }
    }
  }
}

/** Backward of {@link film}; its input is recomputed, not kept. */
export function filmBackward(
  x: usize, style: usize, dy: usize, dx: usize, dstyle: usize, B: i32, P: i32, C: i32,
): void {
  for (let b: i32 = 0; b < B; b++) {
    const offset = <usize>(b * 2 * C) << 2
    for (let p: i32 = 0; p < P; p++) {
      const row = <usize>((b * P + p) * C) << 2
      for (let at: usize = 0; at < <usize>C << 2; at += 16) {
        const slope = leakySlope4(modulated(x + row + at, style + offset + at, C))
        const g = f32x4.mul(v128.load(dy + row + at), slope)
        spread(g, x + row + at, style + offset + at, dx + row + at, dstyle + offset + at, C)
      }
    }
  }
}

/** f = sin for the first half of the channels, leaky for the second: waves and edges. C is a multiple of 8. */
export function filmWaves(x: usize, style: usize, y: usize, B: i32, P: i32, C: i32): void {
  const half = <usize>C << 1
  for (let b: i32 = 0; b < B; b++) {
    const scale = style + (<usize>(b * 2 * C) << 2)
    for (let p: i32 = 0; p < P; p++) {
      const row = <usize>((b * P + p) * C) << 2
      for (let at: usize = 0; at < half; at += 16) {
        v128.store(y + row + at, sin4(modulated(x + row + at, scale + at, C)))
      }
      for (let at: usize = half; at < half * 2; at += 16) {
        v128.store(y + row + at, leaky4(modulated(x + row + at, scale + at, C)))
      }
    }
  }
}

/** Backward of {@link filmWaves}: the slope of sin x is sin(x + pi / 2). */
export function filmWavesBackward(
  x: usize, style: usize, dy: usize, dx: usize, dstyle: usize, B: i32, P: i32, C: i32,
): void {
  const half = <usize>C << 1
  for (let b: i32 = 0; b < B; b++) {
    const offset = <usize>(b * 2 * C) << 2
    for (let p: i32 = 0; p < P; p++) {
      const row = <usize>((b * P + p) * C) << 2
      for (let at: usize = 0; at < half * 2; at += 16) {
        const u = modulated(x + row + at, style + offset + at, C)
        const slope = at < half ? sin4(f32x4.add(u, f32x4.splat(HALF_PI))) : leakySlope4(u)
        const g = f32x4.mul(v128.load(dy + row + at), slope)
        spread(g, x + row + at, style + offset + at, dx + row + at, dstyle + offset + at, C)
      }
    }
  }
}

@inline
function modulated(x: usize, scale: usize, C: i32): v128 {
  const factor = f32x4.add(f32x4.splat(1), v128.load(scale))
  return f32x4.add(f32x4.mul(v128.load(x), factor), v128.load(scale + (<usize>C << 2)))
}

@inline
function spread(g: v128, x: usize, scale: usize, dx: usize, dscale: usize, C: i32): void {
  const dshift = dscale + (<usize>C << 2)
  const factor = f32x4.add(f32x4.splat(1), v128.load(scale))
  v128.store(dx, f32x4.add(v128.load(dx), f32x4.mul(g, factor)))
  v128.store(dscale, f32x4.add(v128.load(dscale), f32x4.mul(g, v128.load(x))))
  v128.store(dshift, f32x4.add(v128.load(dshift), g))
}
