import { type Hex, sha256 } from '../core/Hex.ts'
import { kernelBase64, kernelHash } from './kernel.wasm.ts'

/** SHA-256 of the kernel's wasm, as recipes and models name it. */
export const hash: Hex = kernelHash

type Pointer = number

/** The kernel's functions; their meaning stands beside their sources in `packages/engine/kernel`. */
export type Exports = {
  gemm(M: number, N: number, K: number, A: Pointer, B: Pointer, C: Pointer, accumulate: number): void
  gemmTransposed(
    M: number,
    N: number,
    K: number,
    A: Pointer,
    B: Pointer,
    C: Pointer,
    accumulate: number,
    scratch: Pointer,
  ): void
  transpose(rows: number, columns: number, A: Pointer, B: Pointer): void
  im2col(x: Pointer, ...window: [...Window, Pointer]): void
  col2im(columns: Pointer, ...window: [...Window, Pointer]): void
  addBias(x: Pointer, bias: Pointer, M: number, N: number): void
  addColumnSums(x: Pointer, sums: Pointer, M: number, N: number): void
  addScaled(y: Pointer, x: Pointer, factor: number, n: number): void
  blend(average: Pointer, x: Pointer, share: number, n: number): void
  leaky(x: Pointer, y: Pointer, n: number): void
  leakyBackward(x: Pointer, dy: Pointer, dx: Pointer, n: number): void
  maskLeaky(x: Pointer, v: Pointer, y: Pointer, n: number): void
  tanh(x: Pointer, y: Pointer, n: number): void
  tanhBackward(y: Pointer, dy: Pointer, dx: Pointer, n: number): void
  film: Film
  filmBackward: FilmBackward
  filmWaves: Film
  filmWavesBackward: FilmBackward
  frames(points: Pointer, maps: Pointer, features: Pointer, B: number, P: number, F: number): void
  framesBackward(
    points: Pointer,
    maps: Pointer,
    features: Pointer,
    dfeatures: Pointer,
    dmaps: Pointer,
    B: number,
    P: number,
    F: number,
  ): void
  join(x: Pointer, extra: Pointer, y: Pointer, M: number, C: number, E: number): void
  joinBackward(dy: Pointer, dx: Pointer, M: number, C: number, E: number): void
  pixelNorm(x: Pointer, y: Pointer, inverse: Pointer, M: number, C: number): void
  pixelNormBackward(y: Pointer, inverse: Pointer, dy: Pointer, dx: Pointer, M: number, C: number): void
  adam(p: Pointer, g: Pointer, m: Pointer, v: Pointer, n: number, ...rates: Rates): void
  softplusSlope(x: Pointer, slope: Pointer, n: number): void
  tile(
    xs: Pointer,
    ys: Pointer,
    rgb: Pointer,
    F: number,
    H: number,
    layers: number,
    maps: Pointer,
    weights: Pointer,
    scratch: Pointer,
  ): void
}

/** B, H, W, C, kernel, stride, pad, output height, output width. */
type Window = [number, number, number, number, number, number, number, number, number]
/** Rate, beta 1, beta 2, correction 1, correction 2. */
type Rates = [number, number, number, number, number]
type Film = (x: Pointer, style: Pointer, y: Pointer, B: number, P: number, C: number) => void
type FilmBackward = (
  x: Pointer,
  style: Pointer,
  dy: Pointer,
  dx: Pointer,
  dstyle: Pointer,
  B: number,
  P: number,
  C: number,
) => void

let compiled: WebAssembly.Module | undefined

/** Whether the kernel's bytes are those that {@link hash} names; false where an installation was damaged. */
export function isWhole(): boolean {
  return sha256(wasm()) === hash
}

/** A kernel over a memory of its own. Compiled once, so that instances are cheap. */
export function instantiate(memory: WebAssembly.Memory): Exports {
  compiled ??= new WebAssembly.Module(wasm())
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as Exports
}

function wasm(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(kernelBase64.replaceAll('\n', '')), (c) => c.charCodeAt(0))
}
