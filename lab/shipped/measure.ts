// Judges a model by the rules of spec/engine.md: `node lab/shipped/measure.ts [model file]`. Prints JSON.
import { readFile } from 'node:fs/promises'
import { DataSet, Model, type Picture, recipe, render, resize } from '@tributary/engine'
import { loadCodecs, readFolder, shippedPictures } from '@tributary/engine/node'
import { draw } from '../artists/draw.ts'
import { nearest } from '../metrics/copying.ts'
import { features } from '../metrics/features.ts'
import { describe, frechet } from '../metrics/frechet.ts'
import { medianDistance, vendi } from '../metrics/vendi.ts'

const count = 256
const side = 64
const file = process.argv[2] ?? new URL('../../packages/engine/shipped/ateliers.model', import.meta.url).pathname

const model = Model.parse(await readFile(file))
const training = await DataSet.from(readFolder(shippedPictures), await loadCodecs())

const styles = model.header.styles.map((style) => {
  const made = numbers(1_000_000).map((seed) =>
    render(model, recipe(model, { seed, style, width: side, height: side })),
  )
  const [a, b] = [numbers(1000), numbers(2000)].map((indexes) => indexes.map((index) => heldOut(style, index)))
  const seen = training.pictures
    .filter(({ contributor }) => contributor === style)
    .map(({ square }) => resize(square, side, side))
  return { style, made, a: a!, b: b!, seen }
})

const measured = styles.map(({ style, made, a, b, seen }) => {
  const [featuresOfMade, featuresOfA, featuresOfB] = [made, a, b].map((pictures) => pictures.map(features))
  const limit = Math.min(...a.map((picture) => nearest(picture, seen))) / 2
  return {
    style,
    features: [featuresOfMade!, featuresOfA!, featuresOfB!] as const,
    frechetRatio: frechet(featuresOfMade!, featuresOfA!) / frechet(featuresOfB!, featuresOfA!),
    vendiRatio: vendiRatio(featuresOfMade!, featuresOfA!),
    copies: made.filter((picture) => nearest(picture, seen) < limit).length,
  }
})

const [made, a, b] = [0, 1, 2].map((i) => measured.flatMap(({ features }) => features[i]!))
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
console.log(
  JSON.stringify(
    {
      model: model.hash,
      frechetRatio: round(frechet(made!, a!) / frechet(b!, a!)),
      vendiRatio: round(mean(measured.map(({ vendiRatio }) => vendiRatio))),
      copies: measured.reduce((sum, { copies }) => sum + copies, 0),
      styles: measured.map(({ style, frechetRatio, vendiRatio, copies }) => {
        return { style, frechetRatio: round(frechetRatio), vendiRatio: round(vendiRatio), copies }
      }),
    },
    null,
    2,
  ),
)

function numbers(from: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i)
}

function heldOut(style: string, index: number): Picture.Picture {
  return draw(style, index, side)
}

function vendiRatio(made: readonly Float64Array[], real: readonly Float64Array[]): number {
  const scales = describe(real).map(({ deviation }) => deviation + 1e-9)
  const scaled = (sample: readonly Float64Array[]): Float64Array[] =>
    sample.map((features) => features.map((value, i) => value / scales[i]!))
  const bandwidth = medianDistance(scaled(real))
  return vendi(scaled(made), bandwidth) / vendi(scaled(real), bandwidth)
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
