const EPSILON: f32 = 1e-6

/** y = x / rms(x) in every row of [M,C]; `inverse`[M] keeps 1 / rms for the way back. */
export function pixelNorm(x: usize, y: usize, inverse: usize, M: i32, C: i32): void {
  for (let i: i32 = 0; i < M; i++) {
    const row = <usize>(i * C) << 2
    let sum: f32 = 0
    for (let c: i32 = 0; c < C; c++) {
      const v = load<f32>(x + row + (<usize>c << 2))
      sum += v * v
    }
    const r: f32 = 1 / sqrt<f32>(sum / <f32>C + EPSILON)
    store<f32>(inverse + (<usize>i << 2), r)
    for (let c: i32 = 0; c < C; c++) {
      const at = row + (<usize>c << 2)
      store<f32>(y + at, load<f32>(x + at) * r)
    }
  }
}

/** dx += (dy - y mean(y dy)) / rms. */
export function pixelNormBackward(y: usize, inverse: usize, dy: usize, dx: usize, M: i32, C: i32): void {
  for (let i: i32 = 0; i < M; i++) {
    const row = <usize>(i * C) << 2
    let sum: f32 = 0
    for (let c: i32 = 0; c < C; c++) {
      const at = row + (<usize>c << 2)
      sum += load<f32>(y + at) * load<f32>(dy + at)
    }
    const mean: f32 = sum / <f32>C
    const r = load<f32>(inverse + (<usize>i << 2))
    for (let c: i32 = 0; c < C; c++) {
      const at = row + (<usize>c << 2)
      store<f32>(dx + at, load<f32>(dx + at) + r * (load<f32>(dy + at) - load<f32>(y + at) * mean))
    }
  }
}
