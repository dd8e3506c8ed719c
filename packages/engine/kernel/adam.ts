const EPSILON: f32 = 1e-8

/**
 * One step of Adam. `m` and `v` are the running moments; `correct1` and `correct2` undo their start at zero.
 * Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015.
 */
export function adam(
  p: usize, g: usize, m: usize, v: usize, n: i32,
  rate: f32, beta1: f32, beta2: f32, correct1: f32, correct2: f32,
): void {
  for (let i: i32 = 0; i < n; i++) {
    const at = <usize>i << 2
    const gradient = load<f32>(g + at)
    const first: f32 = beta1 * load<f32>(m + at) + (1 - beta1) * gradient
    const second: f32 = beta2 * load<f32>(v + at) + (1 - beta2) * gradient * gradient
    store<f32>(m + at, first)
    store<f32>(v + at, second)
    store<f32>(p + at, load<f32>(p + at) - (rate * (first * correct1)) / (sqrt<f32>(second * correct2) + EPSILON))
  }
}
