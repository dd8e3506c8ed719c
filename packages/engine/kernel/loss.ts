import { exp4 } from './math'

/** slope[i] = 1 / (1 + e^-x): the slope of softplus(x) = log(1 + e^x). n is padded to a multiple of 4. */
export function softplusSlope(x: usize, slope: usize, n: i32): void {
  const one = f32x4.splat(1)
  for (let at: usize = 0; at < <usize>n << 2; at += 16) {
    v128.store(slope + at, f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(v128.load(x + at))))))
  }
}
