// Each latent sees the plane through F frames of its own: a turn and a scale around a center,
//
//   u = a (x - p) + b (y - q),  v = a (y - q) - b (x - p),  r = sqrt(u^2 + v^2 + 0.001),
//
// so that circles, rings and turned stripes are one feature away wherever they lie. `maps` is [B,4F]: rows a, b, p, q of F.
// Features are [u | v | r], 3F a pixel. F is a multiple of 4.

/** Keeps the distance smooth at the center. */
const EPSILON: f32 = 1e-3

/** points[B,P,2], maps[B,4F] -> features[B,P,3F]. */
export function frames(points: usize, maps: usize, features: usize, B: i32, P: i32, F: i32): void {
  const row = <usize>F << 2
  for (let b: i32 = 0; b < B; b++) {
    const map = maps + row * 4 * <usize>b
    for (let p: i32 = 0; p < P; p++) {
      const point = points + (<usize>(b * P + p) << 3)
      const x = v128.load32_splat(point)
      const y = v128.load32_splat(point, 4)
      const out = features + row * 3 * <usize>(b * P + p)
      for (let at: usize = 0; at < row; at += 16) {
        const a = v128.load(map + at)
        const b = v128.load(map + at + row)
        const dx = f32x4.sub(x, v128.load(map + at + row * 2))
        const dy = f32x4.sub(y, v128.load(map + at + row * 3))
        const u = f32x4.add(f32x4.mul(a, dx), f32x4.mul(b, dy))
        const v = f32x4.sub(f32x4.mul(a, dy), f32x4.mul(b, dx))
        v128.store(out + at, u)
        v128.store(out + at + row, v)
        v128.store(out + at + row * 2, distance(u, v))
      }
    }
  }
}

/** dmaps += the gradient of the maps; points have none. */
export function framesBackward(
  points: usize, maps: usize, features: usize, dfeatures: usize, dmaps: usize, B: i32, P: i32, F: i32,
): void {
  const row = <usize>F << 2
  for (let b: i32 = 0; b < B; b++) {
    const map = maps + row * 4 * <usize>b
    const dmap = dmaps + row * 4 * <usize>b
    for (let p: i32 = 0; p < P; p++) {
      const point = points + (<usize>(b * P + p) << 3)
      const x = v128.load32_splat(point)
      const y = v128.load32_splat(point, 4)
      const offset = row * 3 * <usize>(b * P + p)
      for (let at: usize = 0; at < row; at += 16) {
        const feature = features + offset + at
        const gradient = dfeatures + offset + at
        const g = f32x4.div(v128.load(gradient + row * 2), v128.load(feature + row * 2))
        const du = f32x4.add(v128.load(gradient), f32x4.mul(g, v128.load(feature)))
        const dv = f32x4.add(v128.load(gradient + row), f32x4.mul(g, v128.load(feature + row)))
        const a = v128.load(map + at)
        const b = v128.load(map + at + row)
        const dx = f32x4.sub(x, v128.load(map + at + row * 2))
        const dy = f32x4.sub(y, v128.load(map + at + row * 3))
        add(dmap + at, f32x4.add(f32x4.mul(du, dx), f32x4.mul(dv, dy)))
        add(dmap + at + row, f32x4.sub(f32x4.mul(du, dy), f32x4.mul(dv, dx)))
        add(dmap + at + row * 2, f32x4.sub(f32x4.mul(dv, b), f32x4.mul(du, a)))
        add(dmap + at + row * 3, f32x4.neg(f32x4.add(f32x4.mul(du, b), f32x4.mul(dv, a))))
      }
    }
  }
}

@inline export function distance(u: v128, v: v128): v128 {
  return f32x4.sqrt(f32x4.add(f32x4.add(f32x4.mul(u, u), f32x4.mul(v, v)), f32x4.splat(EPSILON)))
}

@inline
function add(target: usize, value: v128): void {
  v128.store(target, f32x4.add(v128.load(target), value))
}
