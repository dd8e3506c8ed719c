// Speed of the engine on this machine: `node lab/bench/engine.ts`. The best of several runs; a busy machine says little.
import { DataSet, defaults, encodePng, Picture, recipe, render } from '@tributary/engine'
import { loadCodecs, loadShipped, readFolder, shippedPictures, train } from '@tributary/engine/node'

const { model } = await loadShipped()
const style = model.header.styles[0]!
const drawn = (side: number): Picture.Picture =>
  render(model, recipe(model, { seed: 7, style, width: side, height: side }))

for (const side of [256, 512, 1024])
  report(
    `draw ${side}x${side}, one thread`,
    best(5, () => drawn(side)),
  )
const picture = drawn(1024)
report(
  'identity of 1024x1024',
  best(5, () => Picture.hash(picture)),
)
report(
  'canonical PNG of 1024x1024',
  best(5, () => encodePng(picture)),
)

const codecs = await loadCodecs()
const start = performance.now()
const dataset = await DataSet.from(readFolder(shippedPictures), codecs)
report(`read the data set of ${dataset.pictures.length} pictures`, performance.now() - start)
for (const view of [defaults.view, 32]) {
  for (const threads of [1, 2]) report(`training step, view ${view}, ${threads} threads`, await stepTime(view, threads))
}

/** Milliseconds of the fastest of several stretches of steps. */
async function stepTime(view: number, threads: number): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY
  const onProgress = ({ rate }: { readonly rate: number }): void => {
    fastest = Math.min(fastest, 1000 / rate)
  }
  await train({ dataset, seed: 1, threads, settings: { steps: 48, view }, progressInterval: 8, onProgress })
  return fastest
}

function best(runs: number, run: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.min(...times)
}

function report(what: string, ms: number): void {
  console.log(`${what.padEnd(44)} ${ms.toFixed(ms < 10 ? 1 : 0).padStart(6)} ms`)
}
