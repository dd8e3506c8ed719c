import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Arena } from '../core/Arena.ts'
import { sha256 } from '../core/Hex.ts'
import { Random } from '../core/Random.ts'
import { buildKernel, kernelModule } from '../node/buildKernel.ts'
import { hash } from './Kernel.ts'

test('the committed kernel is what its sources compile to, byte for byte', async () => {
  const wasm = await buildKernel()
  expect(sha256(wasm)).toBe(hash)
  expect(await readFile(new URL('./kernel.wasm.ts', import.meta.url), 'utf8')).toBe(kernelModule(wasm))
})

test('the kernel uses no relaxed SIMD, whose results differ between machines', async () => {
  const wasm = await buildKernel()
  expect(relaxedOpcodes(wasm)).toEqual([])
})

const size = fc.integer({ min: 1, max: 70 })
const depth = fc.oneof(size, fc.integer({ min: 250, max: 520 }))

test('products agree with the sums that define them, at any size', () => {
  fc.assert(
    fc.property(size, size, depth, fc.boolean(), fc.nat(), (M, N, K, accumulate, seed) => {
      const arena = new Arena()
      const [a, b, c] = [M * K, K * N, M * N].map((count, i) => noise(count, seed + i)) as [Numbers, Numbers, Numbers]
      const [A, B, C] = [arena.put(a), arena.put(b), arena.put(c)]
      arena.kernel.gemm(M, N, K, A, B, C, accumulate ? 1 : 0)
      expectClose(
        arena.floats(C, M * N),
        multiply(M, N, K, (i, k) => a[i * K + k]!, b, accumulate ? c : undefined),
      )

      const T = arena.put(c)
      const scratch = arena.allocate(256 * (N + 4))
      arena.kernel.gemmTransposed(M, N, K, A, B, T, accumulate ? 1 : 0, scratch)
      expectClose(
        arena.floats(T, M * N),
        multiply(M, N, K, (i, k) => a[k * M + i]!, b, accumulate ? c : undefined),
      )
    }),
    { numRuns: 60 },
  )
})

test('transposing twice changes nothing', () => {
  fc.assert(
    fc.property(size, size, (rows, columns) => {
      const arena = new Arena()
      const values = noise(rows * columns, 1)
      const [A, B, C] = [arena.put(values), arena.allocate(values.length), arena.allocate(values.length)]
      arena.kernel.transpose(rows, columns, A, B)
      expect(arena.floats(B, values.length)[rows > 1 ? 1 : 0]).toBe(values[rows > 1 ? columns : 0])
      arena.kernel.transpose(columns, rows, B, C)
      expect(arena.floats(C, values.length)).toEqual(values)
    }),
  )
})

test('tanh is within two units in the last place, also far out and at zero', () => {
  const xs = Float32Array.from([...Array.from({ length: 4096 }, (_, i) => (i - 2048) / 150), 0, -0, 80, -80])
  const arena = new Arena()
  const [x, y] = [arena.put(xs), arena.allocate(xs.length)]
  arena.kernel.tanh(x, y, xs.length)
  arena.floats(y, xs.length).forEach((value, i) => {
    expect(Math.abs(value - Math.tanh(xs[i]!))).toBeLessThan(2.4e-7)
    expect(Object.is(Math.sign(value), Math.sign(xs[i]!)) || xs[i] === 0).toBe(true)
  })
})

test('the sine is within two millionths over the angles that a picture can reach', () => {
  const xs = Float32Array.from({ length: 8192 }, (_, i) => (i - 4096) / 40)
  const arena = new Arena()
  const style = arena.zeros(16)
  const y = arena.allocate(8)
  for (const angle of xs) {
    const x = arena.put(new Float32Array(8).fill(angle))
    arena.kernel.filmWaves(x, style, y, 1, 1, 8)
    expect(Math.abs(arena.floats(y, 4)[0]! - Math.sin(angle))).toBeLessThan(2e-6)
  }
})

test('the slope of softplus is the logistic function and never overflows', () => {
  const xs = Float32Array.of(-1e9, -90, -5, -0.5, 0, 0.5, 5, 90, 1e9)
  const arena = new Arena()
  const [x, y] = [arena.put(xs), arena.allocate(xs.length)]
  arena.kernel.softplusSlope(x, y, xs.length)
  for (const [i, slope] of arena.floats(y, xs.length).entries()) {
    expect(slope).toBeCloseTo(1 / (1 + Math.exp(-xs[i]!)), 6)
  }
})

type Numbers = Float32Array<ArrayBuffer>

function noise(count: number, seed: number): Numbers {
  const random = new Random(seed)
  return Float32Array.from({ length: count }, () => random.between(-1, 1))
}

function multiply(
  M: number,
  N: number,
  K: number,
  a: (i: number, k: number) => number,
  b: Numbers,
  start: Numbers | undefined,
): Float64Array {
  const c = Float64Array.from({ length: M * N }, (_, i) => start?.[i] ?? 0)
  for (let i = 0; i < M; i++)
    for (let k = 0; k < K; k++) for (let j = 0; j < N; j++) c[i * N + j]! += a(i, k) * b[k * N + j]!
  return c
}

function expectClose(actual: Float32Array, expected: Float64Array): void {
  const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)
  expect(worst).toBeLessThan(1e-4)
}

/** Vector instructions are 0xfd and a LEB128 number; relaxed ones start at 0x100. */
function relaxedOpcodes(wasm: Uint8Array): string[] {
  const found: string[] = []
  const text = Buffer.from(wasm).toString('hex')
  for (const match of text.matchAll(/fd[89a-f][0-9a-f]02/g)) if (match.index % 2 === 0) found.push(match[0])
  return found
}
