// Four lanes of the functions whose last bit other runtimes leave open.

@inline export function leaky4(x: v128): v128 {
  return f32x4.max(x, f32x4.mul(x, f32x4.splat(0.2)))
}

/** 1 above zero, the leak below. */
@inline export function leakySlope4(x: v128): v128 {
  return v128.bitselect(f32x4.splat(1), f32x4.splat(0.2), f32x4.gt(x, f32x4.splat(0)))
}

/** e^x after Cephes' expf: x = n ln 2 + r with ln 2 in two parts, then a polynomial of degree 7 in r. */
@inline export function exp4(x: v128): v128 {
  const clamped = f32x4.min(f32x4.splat(88), f32x4.max(f32x4.splat(-87), x))
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)))
  const high = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)))
  const r = f32x4.sub(high, f32x4.mul(n, f32x4.splat(-2.1219444e-4)))
  let p = f32x4.splat(1.98756915e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  p = f32x4.add(f32x4.mul(f32x4.mul(p, r), r), f32x4.add(r, f32x4.splat(1)))
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  return f32x4.mul(p, power)
}

@inline export function tanh4(x: v128): v128 {
  const e = exp4(f32x4.mul(f32x4.abs(x), f32x4.splat(-2)))
  const one = f32x4.splat(1)
  const t = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e))
  return v128.bitselect(x, t, i32x4.splat(0x80000000))
}

/** sin x: x = n pi + r with pi in three parts, an odd polynomial of degree 9 in r, and the sign of (-1)^n. */
@inline export function sin4(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(0.3183098862)))
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(3.140625)))
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(9.670257568359375e-4)))
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(6.2771141529083252e-7)))
  const q = f32x4.mul(r, r)
  let p = f32x4.splat(2.6083159809786593e-6)
  p = f32x4.add(f32x4.mul(p, q), f32x4.splat(-1.9810690719168633e-4))
  p = f32x4.add(f32x4.mul(p, q), f32x4.splat(8.3330785855650902e-3))
  p = f32x4.add(f32x4.mul(p, q), f32x4.splat(-0.16666659712791443))
  const s = f32x4.add(r, f32x4.mul(f32x4.mul(r, q), p))
  return v128.xor(s, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 31))
}

/** The sum of the four lanes, in one fixed order. */
@inline export function sum4(x: v128): f32 {
  const low = f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)
  const high = f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3)
  return low + high
}
