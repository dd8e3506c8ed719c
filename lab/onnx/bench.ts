// Compares the engine with onnxruntime on the shipped generator: `npm run bench`. One line a runtime and size, best of
// several runs, each on one thread unless it says otherwise.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import native from 'onnxruntime-node'
import * as web from 'onnxruntime-web'
import { Random } from '../../packages/engine/src/core/Random.ts'
import { recipe, render } from '../../packages/engine/src/index.ts'
import { parse } from '../../packages/engine/src/model/Model.ts'
import { styleLoudness } from '../../packages/engine/src/network/Generator.ts'
import { exportGenerator } from './exportGenerator.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } })
const runs = Number(values.runs)
const sides = [512, 1024]
const seed = 7
const style = 0

const model = parse(
  new Uint8Array(await readFile(new URL('../../packages/engine/shipped/ateliers.model', import.meta.url))),
)
const onnx = exportGenerator(model, codeOf())
web.env.wasm.numThreads = 1

for (const side of sides) {
  const points = pointsOf(side)
  const own = await best(() => draw(side))
  const wasm = await best(await session(web, ['wasm'], 1, points))
  const nativeOne = await best(await session(native, ['cpu'], 1, points))
  const nativeTwo = await best(await session(native, ['cpu'], 2, points))
  report(side, 'tributary engine, wasm', own.ms)
  report(side, 'onnxruntime-web, wasm', wasm.ms, difference(own.result, wasm.result))
  report(side, 'onnxruntime-node, native', nativeOne.ms, difference(own.result, nativeOne.result))
  report(side, 'onnxruntime-node, native, 2 threads', nativeTwo.ms, difference(own.result, nativeTwo.result))
}

async function draw(side: number): Promise<Uint8Array> {
  return render(model, recipe(model, { seed, style: model.header.styles[style]!, width: side, height: side })).data
}

/** A function that draws with an onnxruntime; its colors go from -1 to 1, and making bytes of them is not timed. */
async function session(
  runtime: typeof native | typeof web,
  executionProviders: string[],
  threads: number,
  points: Float32Array,
): Promise<() => Promise<Float32Array>> {
  const options = {
    executionProviders,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all' as const,
  }
  const loaded = await runtime.InferenceSession.create(onnx, options)
  const feed = new runtime.Tensor('float32', points, [points.length / 2, 2])
  return async () => (await loaded.run({ points: feed } as never)).y!.data as Float32Array
}

async function best<Result>(run: () => Promise<Result>): Promise<{ readonly ms: number; readonly result: Result }> {
  let result = await run()
  let ms = Number.POSITIVE_INFINITY
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    result = await run()
    ms = Math.min(ms, performance.now() - start)
  }
  return { ms, result }
}

function codeOf(): Float32Array {
  const { architecture, styles } = model.header
  const random = new Random(seed)
  const code = new Float32Array(architecture.latent + styles.length)
  for (let i = 0; i < architecture.latent; i++) code[i] = random.normal()
  code[architecture.latent + style] = styleLoudness
  return code
}

function pointsOf(side: number): Float32Array {
  return Float32Array.from({ length: side * side * 2 }, (_, i) => {
    const pixel = i >> 1
    return (2 * (i % 2 === 0 ? pixel % side : Math.floor(pixel / side)) + 1) / side - 1
  })
}

/** Largest difference between bytes of ours and colors of theirs, in steps of 1 / 255. */
function difference(own: Uint8Array, theirs: Float32Array): number {
  return own.reduce((most, byte, i) => Math.max(most, Math.abs(byte - Math.round((theirs[i]! + 1) * 127.5))), 0)
}

function report(side: number, runtime: string, ms: number, difference?: number): void {
  const apart = difference === undefined ? '' : `, at most ${difference} of 255 from the engine's`
  console.log(`${side}x${side}  ${runtime.padEnd(36)} ${ms.toFixed(0).padStart(5)} ms${apart}`)
}
