// Lengths are multiples of 4: buffers are padded to 16 bytes, so the lanes beyond the end are spare.
import { leaky4, leakySlope4, tanh4 } from './math'

/** y = x above zero, x / 5 below. */
export function leaky(x: usize, y: usize, n: i32): void {
  for (let at: usize = 0; at < <usize>n << 2; at += 16) v128.store(y + at, leaky4(v128.load(x + at)))
}

/** dx += dy times the slope at x. */
export function leakyBackward(x: usize, dy: usize, dx: usize, n: i32): void {
  for (let at: usize = 0; at < <usize>n << 2; at += 16) {
    const g = f32x4.mul(v128.load(dy + at), leakySlope4(v128.load(x + at)))
    v128.store(dx + at, f32x4.add(v128.load(dx + at), g))
  }
}

/** y = v times the slope at x: the tangent of `leaky`. */
export function maskLeaky(x: usize, v: usize, y: usize, n: i32): void {
  for (let at: usize = 0; at < <usize>n << 2; at += 16) {
    v128.store(y + at, f32x4.mul(v128.load(v + at), leakySlope4(v128.load(x + at))))
  }
}

/** y = tanh x. */
export function tanh(x: usize, y: usize, n: i32): void {
  for (let at: usize = 0; at < <usize>n << 2; at += 16) v128.store(y + at, tanh4(v128.load(x + at)))
}

/** dx += dy (1 - y^2). */
export function tanhBackward(y: usize, dy: usize, dx: usize, n: i32): void {
  const one = f32x4.splat(1)
  for (let at: usize = 0; at < <usize>n << 2; at += 16) {
    const t = v128.load(y + at)
    const g = f32x4.mul(v128.load(dy + at), f32x4.sub(one, f32x4.mul(t, t)))
    v128.store(dx + at, f32x4.add(v128.load(dx + at), g))
  }
}
