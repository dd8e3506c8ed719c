// Matrix products over 4x8 blocks of the result held in registers; K is cut so that a panel of B stays in cache.
// Every number of C sums its products in the order of K, whatever the block it falls into.

const DEPTH: i32 = 256

/** C[M,N] = A[M,K] B[K,N], or C += when `accumulate`. */
export function gemm(M: i32, N: i32, K: i32, A: usize, B: usize, C: usize, accumulate: i32): void {
  const row = <usize>K << 2
  const stride = <usize>N << 2
  for (let k: i32 = 0; k < K; k += DEPTH) {
    const depth = min(DEPTH, K - k)
    const add = accumulate | k
    const a = A + (<usize>k << 2)
    const b = B + (<usize>(k * N) << 2)
    for (let j: i32 = 0; j < (N & ~7); j += 8) {
      const panel = b + (<usize>j << 2)
      let c = C + (<usize>j << 2)
      let i: i32 = 0
      for (; i + 4 <= M; i += 4) {
        block4x8(depth, a + row * <usize>i, row, 4, panel, stride, c, stride, add)
        c += stride << 2
      }
      for (; i < M; i++) {
        block1x8(depth, a + row * <usize>i, 4, panel, stride, c, add)
        c += stride
      }
    }
    rest(M, N, depth, a, row, 4, b, C, add)
  }
}

/**
 * C[M,N] = A[K,M]^T B[K,N], or C += when `accumulate`.
 *
 * Down a column of A or B the lines of the cache collide, so both are copied into panels first: `scratch` has room for
 * 256 (N + 4) floats.
 */
export function gemmTransposed(
  M: i32, N: i32, K: i32, A: usize, B: usize, C: usize, accumulate: i32, scratch: usize,
): void {
  const stride = <usize>N << 2
  const blocks = N & ~7
  for (let k: i32 = 0; k < K; k += DEPTH) {
    const depth = min(DEPTH, K - k)
    const add = accumulate | k
    const a = A + (<usize>(k * M) << 2)
    const b = B + (<usize>(k * N) << 2)
    const column = scratch + (<usize>(depth * blocks) << 2)
    for (let j: i32 = 0; j < blocks; j += 8) packEight(depth, b + (<usize>j << 2), stride, scratch + (<usize>(j * depth) << 2))
    let i: i32 = 0
    for (; i + 4 <= M; i += 4) {
      packFour(depth, a + (<usize>i << 2), <usize>M << 2, column)
      const c = C + stride * <usize>i
      for (let j: i32 = 0; j < blocks; j += 8) {
        const panel = scratch + (<usize>(j * depth) << 2)
        block4x8(depth, column, 4, 16, panel, 32, c + (<usize>j << 2), stride, add)
      }
    }
    for (; i < M; i++) {
      for (let j: i32 = 0; j < blocks; j += 8) {
        const panel = scratch + (<usize>(j * depth) << 2)
        block1x8(depth, a + (<usize>i << 2), <usize>M << 2, panel, 32, C + stride * <usize>i + (<usize>j << 2), add)
      }
    }
    rest(M, N, depth, a, 4, <usize>M << 2, b, C, add)
  }
}

/** B[columns,rows] = A[rows,columns]^T, by blocks of 4x4 where they fit. */
export function transpose(rows: i32, columns: i32, A: usize, B: usize): void {
  const down = <usize>columns << 2
  const across = <usize>rows << 2
  for (let i: i32 = 0; i < rows; i += 4) {
    for (let j: i32 = 0; j < columns; j += 4) {
      const a = A + down * <usize>i + (<usize>j << 2)
      const b = B + across * <usize>j + (<usize>i << 2)
      if (i + 4 <= rows && j + 4 <= columns) {
        transpose4x4(a, down, b, across)
      } else {
        for (let y: usize = 0; y < <usize>min(4, rows - i); y++) {
          for (let x: usize = 0; x < <usize>min(4, columns - j); x++) {
            store<f32>(b + across * x + (y << 2), load<f32>(a + down * y + (x << 2)))
          }
        }
      }
    }
  }
}

@inline
function transpose4x4(a: usize, down: usize, b: usize, across: usize): void {
  const r0 = v128.load(a), r1 = v128.load(a + down), r2 = v128.load(a + down * 2), r3 = v128.load(a + down * 3)
  const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5)
  const t1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5)
  const t2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7)
  const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7)
  v128.store(b, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5))
  v128.store(b + across, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7))
  v128.store(b + across * 2, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5))
  v128.store(b + across * 3, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7))
}

/** Eight columns of a matrix, close together. */
function packEight(K: i32, from: usize, stride: usize, to: usize): void {
  for (let k: i32 = 0; k < K; k++) {
    v128.store(to, v128.load(from))
    v128.store(to, v128.load(from, 16), 16)
    from += stride
    to += 32
  }
}

/** Four columns of a matrix, close together. */
function packFour(K: i32, from: usize, stride: usize, to: usize): void {
  for (let k: i32 = 0; k < K; k++) {
    v128.store(to, v128.load(from))
    from += stride
    to += 16
  }
}

/** The last N % 8 columns of a product, four numbers of one column at a time. */
function rest(M: i32, N: i32, K: i32, A: usize, row: usize, step: usize, B: usize, C: usize, add: i32): void {
  const stride = <usize>N << 2
  for (let j: i32 = N & ~7; j < N; j++) {
    const b = B + (<usize>j << 2)
    let c = C + (<usize>j << 2)
    let i: i32 = 0
    for (; i + 4 <= M; i += 4) {
      dotFour(K, A + row * <usize>i, row, step, b, stride, c, add)
      c += stride << 2
    }
    for (; i < M; i++) {
      store<f32>(c, dot(K, A + row * <usize>i, step, b, stride, add ? load<f32>(c) : 0))
      c += stride
    }
  }
}

@inline
function block4x8(
  K: i32, A: usize, row: usize, step: usize, B: usize, stride: usize, C: usize, rowC: usize, add: i32,
): void {
  const C1 = C + rowC
  const C2 = C1 + rowC
  const C3 = C2 + rowC
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00
  if (add) {
    c00 = v128.load(C); c01 = v128.load(C, 16)
    c10 = v128.load(C1); c11 = v128.load(C1, 16)
    c20 = v128.load(C2); c21 = v128.load(C2, 16)
    c30 = v128.load(C3); c31 = v128.load(C3, 16)
  }
  let a0 = A
  let a1 = a0 + row
  let a2 = a1 + row
  let a3 = a2 + row
  let b = B
  for (let k: i32 = 0; k < K; k++) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let a = v128.load32_splat(a0)
    c00 = f32x4.add(c00, f32x4.mul(a, b0)); c01 = f32x4.add(c01, f32x4.mul(a, b1))
    a = v128.load32_splat(a1)
    c10 = f32x4.add(c10, f32x4.mul(a, b0)); c11 = f32x4.add(c11, f32x4.mul(a, b1))
    a = v128.load32_splat(a2)
    c20 = f32x4.add(c20, f32x4.mul(a, b0)); c21 = f32x4.add(c21, f32x4.mul(a, b1))
    a = v128.load32_splat(a3)
    c30 = f32x4.add(c30, f32x4.mul(a, b0)); c31 = f32x4.add(c31, f32x4.mul(a, b1))
    a0 += step; a1 += step; a2 += step; a3 += step
    b += stride
  }
  v128.store(C, c00); v128.store(C, c01, 16)
  v128.store(C1, c10); v128.store(C1, c11, 16)
  v128.store(C2, c20); v128.store(C2, c21, 16)
  v128.store(C3, c30); v128.store(C3, c31, 16)
}

@inline
function block1x8(K: i32, A: usize, step: usize, B: usize, stride: usize, C: usize, add: i32): void {
  let c0 = f32x4.splat(0)
  let c1 = c0
  if (add) {
    c0 = v128.load(C)
    c1 = v128.load(C, 16)
  }
  let a = A
  let b = B
  for (let k: i32 = 0; k < K; k++) {
    const x = v128.load32_splat(a)
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)))
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)))
    a += step
    b += stride
  }
  v128.store(C, c0)
  v128.store(C, c1, 16)
}

@inline
function dot(K: i32, A: usize, step: usize, B: usize, stride: usize, start: f32): f32 {
  let sum = start
  for (let k: i32 = 0; k < K; k++) {
    sum += load<f32>(A + <usize>k * step) * load<f32>(B + <usize>k * stride)
  }
  return sum
}

/** Four sums side by side, as each alone would wait for its own additions. */
@inline
function dotFour(K: i32, A: usize, row: usize, step: usize, B: usize, stride: usize, C: usize, add: i32): void {
  let s0: f32 = 0, s1: f32 = 0, s2: f32 = 0, s3: f32 = 0
  if (add) {
    s0 = load<f32>(C); s1 = load<f32>(C + stride)
    s2 = load<f32>(C + stride * 2); s3 = load<f32>(C + stride * 3)
  }
  for (let k: i32 = 0; k < K; k++) {
    const b = load<f32>(B)
    s0 += load<f32>(A) * b; s1 += load<f32>(A + row) * b
    s2 += load<f32>(A + row * 2) * b; s3 += load<f32>(A + row * 3) * b
    A += step
    B += stride
  }
  store<f32>(C, s0); store<f32>(C + stride, s1)
  store<f32>(C + stride * 2, s2); store<f32>(C + stride * 3, s3)
}
