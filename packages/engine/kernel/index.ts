// The engine's arithmetic: f32 and SIMD128 without relaxed operations, so every result is fixed by the WebAssembly
// standard and equal on every machine. All matrices are row-major; M, N, K count elements, pointers count bytes.
export { gemm, gemmTransposed, transpose } from './gemm'
export { im2col, col2im } from './convolution'
export { addBias, addColumnSums, addScaled, blend } from './elementwise'
export { leaky, leakyBackward, maskLeaky, tanh, tanhBackward } from './activation'
export { film, filmBackward, filmWaves, filmWavesBackward } from './film'
export { frames, framesBackward } from './frames'
export { join, joinBackward } from './join'
export { pixelNorm, pixelNormBackward } from './normalize'
export { adam } from './adam'
export { softplusSlope } from './loss'
export { tile } from './tile'
