// Each latent sees the plane through F frames of its own: an affine map (u, v) of the coordinates (x, y) and the
// distance r from the frame's origin. `maps` is [B,6F]: u = a x + b y + c and v = d x + e y + f, six rows of F.
// Features are [u | v | r], 3F a pixel. F is a multiple of 4.

/** Keeps the distance smooth at the origin. */
const EPSILON: f32 = 1e-3

/** points[B,P,2], maps[B,6F] -> features[B,P,3F]. */
export function frames(points: usize, maps: usize, features: usize, B: i32, P: i32, F: i32): void {
  const row = <usize>F << 2
  for (let b: i32 = 0; b < B; b++) {
    const map = maps + row * 6 * <usize>b
    for (let p: i32 = 0; p < P; p++) {
      const point = points + (<usize>(b * P + p) << 3)
      const x = v128.load32_splat(point)
      const y = v128.load32_splat(point, 4)
      const out = features + row * 3 * <usize>(b * P + p)
      for (let at: usize = 0; at < row; at += 16) {
        const u = affine(map + at, row, x, y)
        const v = affine(map + at + row * 3, row, x, y)
        v128.store(out + at, u)
        v128.store(out + at + row, v)
        v128.store(out + at + row * 2, distance(u, v))
      }
    }
  }
}

/** dmaps += the gradient of the maps; points have none. */
export function framesBackward(
  points: usize, features: usize, dfeatures: usize, dmaps: usize, B: i32, P: i32, F: i32,
): void {
  const row = <usize>F << 2
  for (let b: i32 = 0; b < B; b++) {
    const dmap = dmaps + row * 6 * <usize>b
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
        addAffine(dmap + at, row, du, x, y)
        addAffine(dmap + at + row * 3, row, dv, x, y)
      }
    }
  }
}

@inline export function distance(u: v128, v: v128): v128 {
  return f32x4.sqrt(f32x4.add(f32x4.add(f32x4.mul(u, u), f32x4.mul(v, v)), f32x4.splat(EPSILON)))
}

@inline
function affine(map: usize, row: usize, x: v128, y: v128): v128 {
  const sum = f32x4.add(f32x4.mul(v128.load(map), x), f32x4.mul(v128.load(map + row), y))
  return f32x4.add(sum, v128.load(map + row * 2))
}

@inline
function addAffine(dmap: usize, row: usize, g: v128, x: v128, y: v128): void {
  v128.store(dmap, f32x4.add(v128.load(dmap), f32x4.mul(g, x)))
  v128.store(dmap + row, f32x4.add(v128.load(dmap + row), f32x4.mul(g, y)))
  v128.store(dmap + row * 2, f32x4.add(v128.load(dmap + row * 2), g))
}
