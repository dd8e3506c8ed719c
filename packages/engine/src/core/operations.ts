import type { Tape } from './Tape.ts'
import { type Tensor, width } from './Tensor.ts'

/** x[M,K] w[K,N]. */
export function product(tape: Tape, x: Tensor, w: Tensor): Tensor {
  const { arena } = tape
  const [inputs, outputs] = [width(x), width(w)]
  const rows = x.length / inputs
  const y = tape.result([...x.shape.slice(0, -1), outputs], [x, w])
  arena.kernel.gemm(rows, outputs, inputs, x.pointer, w.pointer, y.pointer, 0)
  return tape.record(y, () => {
    const dy = y.gradient.pointer
    if (w.tracked) {
      const scratch = arena.allocate(256 * (outputs + 4))
      arena.kernel.gemmTransposed(inputs, outputs, rows, x.pointer, dy, tape.gradient(w), 1, scratch)
    }
    if (!x.tracked) return
    const dx = tape.gradient(x)
    const transposed = arena.allocate(w.length)
    arena.kernel.transpose(inputs, outputs, w.pointer, transposed)
    arena.kernel.gemm(rows, inputs, outputs, dy, transposed, dx, 1)
  })
}

/** x + bias in every row, in place: x must not be used again. */
export function addBias(tape: Tape, x: Tensor, bias: Tensor): Tensor {
  const { arena } = tape
  const columns = width(x)
  const rows = x.length / columns
  arena.kernel.addBias(x.pointer, bias.pointer, rows, columns)
  const y: Tensor = { ...x, tracked: tape.tracks([x, bias]) }
  return tape.record(y, () => {
    if (bias.tracked) arena.kernel.addColumnSums(y.gradient.pointer, tape.gradient(bias), rows, columns)
  })
}

/** x above zero, x / 5 below. */
export function leaky(tape: Tape, x: Tensor): Tensor {
  const { kernel } = tape.arena
  const y = tape.result(x.shape, [x])
  kernel.leaky(x.pointer, y.pointer, x.length)
  return tape.record(y, () => kernel.leakyBackward(x.pointer, y.gradient.pointer, tape.gradient(x), x.length))
}

/** v times the slope that `leaky` has at x: its tangent. The gradient flows to v alone, as the slope is constant. */
export function maskLeaky(tape: Tape, v: Tensor, x: Tensor): Tensor {
  const { kernel } = tape.arena
  const y = tape.result(v.shape, [v])
  kernel.maskLeaky(x.pointer, v.pointer, y.pointer, v.length)
  return tape.record(y, () => kernel.leakyBackward(x.pointer, y.gradient.pointer, tape.gradient(v), v.length))
}

export function tanh(tape: Tape, x: Tensor): Tensor {
  const { kernel } = tape.arena
  const y = tape.result(x.shape, [x])
  kernel.tanh(x.pointer, y.pointer, x.length)
  return tape.record(y, () => kernel.tanhBackward(y.pointer, y.gradient.pointer, tape.gradient(x), x.length))
}

/** Every row divided by its root mean square. */
export function pixelNorm(tape: Tape, x: Tensor): Tensor {
  const { arena } = tape
  const columns = width(x)
  const rows = x.length / columns
  const y = tape.result(x.shape, [x])
  const inverse = arena.allocate(rows)
  arena.kernel.pixelNorm(x.pointer, y.pointer, inverse, rows, columns)
  return tape.record(y, () =>
    arena.kernel.pixelNormBackward(y.pointer, inverse, y.gradient.pointer, tape.gradient(x), rows, columns),
  )
}

/** f(x (1 + s) + t) for x[B,P,C] and style[B,2C] = [s | t]; f is the leaky unit, or for the first half of C the sine. */
export function film(tape: Tape, x: Tensor, style: Tensor, activation: 'leaky' | 'waves'): Tensor {
  const { kernel } = tape.arena
  const [forward, backward] =
    activation === 'waves' ? [kernel.filmWaves, kernel.filmWavesBackward] : [kernel.film, kernel.filmBackward]
  const [batch, points, channels] = [style.shape[0] ?? 1, (x.length / style.length) * 2, width(x)]
  const y = tape.result(x.shape, [x, style])
  forward(x.pointer, style.pointer, y.pointer, batch, points, channels)
  return tape.record(y, () => {
    const [dx, dstyle] = [tape.gradient(x), tape.gradient(style)]
    backward(x.pointer, style.pointer, y.gradient.pointer, dx, dstyle, batch, points, channels)
  })
}

/** points[B,P,2] seen through maps[B,4F]: features[B,P,3F]. */
export function frames(tape: Tape, points: Tensor, maps: Tensor): Tensor {
  const { kernel } = tape.arena
  const [batch, count, frames] = [maps.shape[0] ?? 1, points.length / 2 / (maps.shape[0] ?? 1), width(maps) / 4]
  const y = tape.result([batch, count, 3 * frames], [maps])
  kernel.frames(points.pointer, maps.pointer, y.pointer, batch, count, frames)
  return tape.record(y, () => {
    const dmaps = tape.gradient(maps)
    const { pointer } = y.gradient
    kernel.framesBackward(points.pointer, maps.pointer, y.pointer, pointer, dmaps, batch, count, frames)
  })
}

/** [x | extra] column by column; the gradient flows to x alone. */
export function join(tape: Tape, x: Tensor, extra: Tensor): Tensor {
  const { kernel } = tape.arena
  const [left, right] = [width(x), width(extra)]
  const rows = x.length / left
  const y = tape.result([...x.shape.slice(0, -1), left + right], [x])
  kernel.join(x.pointer, extra.pointer, y.pointer, rows, left, right)
  return tape.record(y, () => kernel.joinBackward(y.gradient.pointer, tape.gradient(x), rows, left, right))
}

/** Windows of 4x4 pixels, two apart, around x[B,H,W,C] padded by one: [B,H/2,W/2,16C]. */
export function windows(tape: Tape, x: Tensor): Tensor {
  const { kernel } = tape.arena
  const [batch = 1, height = 1, columns = 1, channels = 1] = x.shape
  const [h, w] = [height / 2, columns / 2]
  const y = tape.result([batch, h, w, 16 * channels], [x])
  kernel.im2col(x.pointer, batch, height, columns, channels, 4, 2, 1, h, w, y.pointer)
  return tape.record(y, () => {
    const dx = tape.gradient(x)
    kernel.col2im(y.gradient.pointer, batch, height, columns, channels, 4, 2, 1, h, w, dx)
  })
}

/** Every picture of x[B,...] times a gain plus a shift of its own. */
export function tint(
  tape: Tape,
  x: Tensor,
  tints: readonly { readonly gain: number; readonly shift: number }[],
): Tensor {
  const { kernel } = tape.arena
  const length = x.length / tints.length
  const y = tape.result(x.shape, [x])
  const [from, to] = [tape.values(x), tape.values(y)]
  for (const [b, { gain, shift }] of tints.entries()) {
    for (let i = b * length; i < (b + 1) * length; i++) to[i] = from[i]! * gain + shift
  }
  return tape.record(y, () => {
    const [dx, dy] = [tape.gradient(x), y.gradient.pointer]
    for (const [b, { gain }] of tints.entries())
      kernel.addScaled(dx + b * length * 4, dy + b * length * 4, gain, length)
  })
}
