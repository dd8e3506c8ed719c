// Pictures as matrices: rows are windows of k x k pixels, so that a convolution is one product. Layout NHWC.

/** x[B,H,W,C] -> out[B,h,w,k,k,C], zero outside the picture. */
export function im2col(
  x: usize, B: i32, H: i32, W: i32, C: i32, k: i32, stride: i32, pad: i32, h: i32, w: i32, out: usize,
): void {
  const pixel = <usize>C << 2
  const line = pixel * <usize>k
  let o = out
  for (let b: i32 = 0; b < B; b++) {
    for (let y: i32 = 0; y < h; y++) {
      for (let column: i32 = 0; column < w; column++) {
        const left = column * stride - pad
        for (let ky: i32 = 0; ky < k; ky++) {
          const row = y * stride - pad + ky
          const inside = row >= 0 && row < H
          if (inside && left >= 0 && left + k <= W) {
            memory.copy(o, x + (<usize>(((b * H + row) * W + left) * C) << 2), line)
          } else {
            for (let kx: i32 = 0; kx < k; kx++) {
              const at = left + kx
              const target = o + pixel * <usize>kx
              if (inside && at >= 0 && at < W) {
                memory.copy(target, x + (<usize>(((b * H + row) * W + at) * C) << 2), pixel)
              } else {
                memory.fill(target, 0, pixel)
              }
            }
          }
          o += line
        }
      }
    }
  }
}

/** The adjoint of im2col: adds every window of `columns` back onto x. */
export function col2im(
  columns: usize, B: i32, H: i32, W: i32, C: i32, k: i32, stride: i32, pad: i32, h: i32, w: i32, x: usize,
): void {
  const pixel = <usize>C << 2
  let o = columns
  for (let b: i32 = 0; b < B; b++) {
    for (let y: i32 = 0; y < h; y++) {
      for (let column: i32 = 0; column < w; column++) {
        const left = column * stride - pad
        for (let ky: i32 = 0; ky < k; ky++) {
          const row = y * stride - pad + ky
          if (row < 0 || row >= H) {
            o += pixel * <usize>k
            continue
          }
          for (let kx: i32 = 0; kx < k; kx++) {
            const at = left + kx
            if (at >= 0 && at < W) addPixel(x + (<usize>(((b * H + row) * W + at) * C) << 2), o, C)
            o += pixel
          }
        }
      }
    }
  }
}

@inline
function addPixel(target: usize, source: usize, C: i32): void {
  let c: i32 = 0
  for (; c + 4 <= C; c += 4) {
    const at = <usize>c << 2
    v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)))
  }
  for (; c < C; c++) {
    const at = <usize>c << 2
    store<f32>(target + at, load<f32>(target + at) + load<f32>(source + at))
  }
}
