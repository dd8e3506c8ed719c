// Inference on a tile of 64 pixels whose activations never leave the first-level cache. Here a channel is a row of
// pixels, so that the lanes hold pixels; modulation is folded into the weights beforehand, and shift and activation
// happen while the sums are still in registers.
import { distance } from './frames'
import { leaky4, sin4, tanh4 } from './math'

const PIXELS: i32 = 64
const ROW: usize = 256

/**
 * Colors 64 pixels: xs[64], ys[64] -> rgb[64,3] bytes.
 *
 * `maps` is [4F] as in `frames`; `weights` holds the folded layers one after another, each as [outputs, inputs] and then
 * its shifts: 3F -> H (half sine, half leaky), `layers` times H -> H (leaky), H -> 3 (tanh). `scratch` has room for 2 max(H, 3F) rows.
 */
export function tile(
  xs: usize, ys: usize, rgb: usize, F: i32, H: i32, layers: i32, maps: usize, weights: usize, scratch: usize,
): void {
  const inputs = 3 * F
  let from = scratch
  let to = scratch + ROW * <usize>max(H, inputs)
  look(xs, ys, maps, F, from)
  let at = weights
  waves(at, H, inputs, from, to)
  at += <usize>(H * (inputs + 1)) << 2
  for (let i: i32 = 0; i < layers; i++) {
    const next = from
    from = to
    to = next
    layer(at, H, H, from, to)
    at += <usize>(H * (H + 1)) << 2
  }
  for (let c: usize = 0; c < 3; c++) paint(at + ((c * <usize>H) << 2), at + (<usize>(3 * H) << 2) + (c << 2), H, to, rgb + c)
}

/** The frame features of `frames`, a row a feature. */
function look(xs: usize, ys: usize, maps: usize, F: i32, out: usize): void {
  const row = <usize>F << 2
  for (let f: usize = 0; f < <usize>F; f++) {
    const map = maps + (f << 2)
    const a = v128.load32_splat(map)
    const b = v128.load32_splat(map + row)
    const p = v128.load32_splat(map + row * 2)
    const q = v128.load32_splat(map + row * 3)
    for (let at: usize = 0; at < ROW; at += 16) {
      const dx = f32x4.sub(v128.load(xs + at), p)
      const dy = f32x4.sub(v128.load(ys + at), q)
      const u = f32x4.add(f32x4.mul(a, dx), f32x4.mul(b, dy))
      const v = f32x4.sub(f32x4.mul(a, dy), f32x4.mul(b, dx))
      const to = out + f * ROW + at
      v128.store(to, u)
      v128.store(to + ROW * <usize>F, v)
      v128.store(to + ROW * <usize>(2 * F), distance(u, v))
    }
  }
}

@inline
function activate(x: v128, sine: bool): v128 {
  return sine ? sin4(x) : leaky4(x)
}

/** The first layer: sines in the first half of the channels. */
function waves(W: usize, M: i32, K: i32, from: usize, to: usize): void {
  const shifts = W + (<usize>(M * K) << 2)
  for (let i: i32 = 0; i < M; i += 4) {
    const rows = W + (<usize>(i * K) << 2)
    if (i < M >> 1) channels(rows, shifts + (<usize>i << 2), K, from, to + ROW * <usize>i, true)
    else channels(rows, shifts + (<usize>i << 2), K, from, to + ROW * <usize>i, false)
  }
}

/** A layer of leaky units. */
function layer(W: usize, M: i32, K: i32, from: usize, to: usize): void {
  const shifts = W + (<usize>(M * K) << 2)
  for (let i: i32 = 0; i < M; i += 4) {
    channels(W + (<usize>(i * K) << 2), shifts + (<usize>i << 2), K, from, to + ROW * <usize>i, false)
  }
}

/** Four channels: to[4,64] = f(W[4,K] from[K,64] + shift[4]), by 8 pixels at a time. */
@inline
function channels(W: usize, shift: usize, K: i32, from: usize, to: usize, sine: bool): void {
  const row = <usize>K << 2
  for (let j: usize = 0; j < ROW; j += 32) {
    let a0 = W
    let c00 = v128.load32_splat(shift), c01 = c00
    let c10 = v128.load32_splat(shift, 4), c11 = c10
    let c20 = v128.load32_splat(shift, 8), c21 = c20
    let c30 = v128.load32_splat(shift, 12), c31 = c30
    let b = from + j
    const end = b + ROW * <usize>K
    for (; b < end; b += ROW) {
      const b0 = v128.load(b)
      const b1 = v128.load(b, 16)
      let a = v128.load32_splat(a0)
      c00 = f32x4.add(c00, f32x4.mul(a, b0)); c01 = f32x4.add(c01, f32x4.mul(a, b1))
      a = v128.load32_splat(a0 + row)
      c10 = f32x4.add(c10, f32x4.mul(a, b0)); c11 = f32x4.add(c11, f32x4.mul(a, b1))
      a = v128.load32_splat(a0 + row * 2)
      c20 = f32x4.add(c20, f32x4.mul(a, b0)); c21 = f32x4.add(c21, f32x4.mul(a, b1))
      a = v128.load32_splat(a0 + row * 3)
      c30 = f32x4.add(c30, f32x4.mul(a, b0)); c31 = f32x4.add(c31, f32x4.mul(a, b1))
      a0 += 4
    }
    const c = to + j
    v128.store(c, activate(c00, sine)); v128.store(c, activate(c01, sine), 16)
    v128.store(c, activate(c10, sine), ROW); v128.store(c, activate(c11, sine), ROW + 16)
    v128.store(c, activate(c20, sine), ROW * 2); v128.store(c, activate(c21, sine), ROW * 2 + 16)
    v128.store(c, activate(c30, sine), ROW * 3); v128.store(c, activate(c31, sine), ROW * 3 + 16)
  }
}

/** One color channel: tanh of the last layer, rounded to bytes (half to even), every third byte of `rgb`. */
@inline
function paint(W: usize, shift: usize, K: i32, from: usize, rgb: usize): void {
  for (let j: i32 = 0; j < PIXELS; j += 4) {
    let sum = v128.load32_splat(shift)
    let b = from + (<usize>j << 2)
    for (let k: i32 = 0; k < K; k++) {
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(W + (<usize>k << 2)), v128.load(b)))
      b += ROW
    }
    const scaled = f32x4.mul(f32x4.add(tanh4(sum), f32x4.splat(1)), f32x4.splat(127.5))
    const bytes = i32x4.trunc_sat_f32x4_u(f32x4.nearest(scaled))
    const at = rgb + <usize>j * 3
    store<u8>(at, i32x4.extract_lane(bytes, 0))
    store<u8>(at, i32x4.extract_lane(bytes, 1), 3)
    store<u8>(at, i32x4.extract_lane(bytes, 2), 6)
    store<u8>(at, i32x4.extract_lane(bytes, 3), 9)
  }
}
