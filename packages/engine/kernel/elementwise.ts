/** x[M,N] += bias[N] in every row. */
export function addBias(x: usize, bias: usize, M: i32, N: i32): void {
  for (let i: i32 = 0; i < M; i++) addScaled(x + (<usize>(i * N) << 2), bias, 1, N)
}

/** sums[N] += the rows of x[M,N], from the first to the last. */
export function addColumnSums(x: usize, sums: usize, M: i32, N: i32): void {
  for (let i: i32 = 0; i < M; i++) addScaled(sums, x + (<usize>(i * N) << 2), 1, N)
}

/** y += factor x. */
export function addScaled(y: usize, x: usize, factor: f32, n: i32): void {
  const f = f32x4.splat(factor)
  let i: i32 = 0
  for (; i + 4 <= n; i += 4) {
    const at = <usize>i << 2
    v128.store(y + at, f32x4.add(v128.load(y + at), f32x4.mul(f, v128.load(x + at))))
  }
  for (; i < n; i++) {
    const at = <usize>i << 2
    store<f32>(y + at, load<f32>(y + at) + factor * load<f32>(x + at))
  }
}

/** average += share (x - average): a running average. */
export function blend(average: usize, x: usize, share: f32, n: i32): void {
  for (let i: i32 = 0; i < n; i++) {
    const at = <usize>i << 2
    const old = load<f32>(average + at)
    store<f32>(average + at, old + share * (load<f32>(x + at) - old))
  }
}
