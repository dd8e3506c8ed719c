// Rows with columns appended, for the coordinates that a picture carries into the discriminator.

/** y[M,C+E] = [x | extra]. */
export function join(x: usize, extra: usize, y: usize, M: i32, C: i32, E: i32): void {
  const left = <usize>C << 2
  const right = <usize>E << 2
  for (let i: usize = 0; i < <usize>M; i++) {
    memory.copy(y, x + i * left, left)
    memory.copy(y + left, extra + i * right, right)
    y += left + right
  }
}

/** dx[M,C] += the first C columns of dy[M,C+E]. */
export function joinBackward(dy: usize, dx: usize, M: i32, C: i32, E: i32): void {
  for (let i: i32 = 0; i < M; i++) {
    for (let c: i32 = 0; c < C; c++) {
      const at = dx + (<usize>(i * C + c) << 2)
      store<f32>(at, load<f32>(at) + load<f32>(dy + (<usize>(i * (C + E) + c) << 2)))
    }
  }
}
