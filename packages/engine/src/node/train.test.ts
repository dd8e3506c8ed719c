import { expect, test } from 'vitest'
import * as DataSet from '../data/DataSet.ts'
import * as Model from '../model/Model.ts'
import { encodePng } from '../pictures/encodePng.ts'
import { disc } from '../pictures/picture.fixture.ts'
import type { Progress } from '../train/train.ts'
import { train as trainAlone } from '../train/train.ts'
import { loadCodecs } from './codecs.ts'
import { train } from './train.ts'

const settings = { steps: 6, batch: 8, hidden: 16, mapping: 16, latent: 8, channels: 8, penaltyInterval: 2 }

const dataset = await DataSet.from(
  ['ember', 'flora'].flatMap((artist, style) =>
    [0, 1, 2].map((i) => ({ path: `${artist}/${i}.png`, bytes: encodePng(disc(style * 3 + i, 48)) })),
  ),
  await loadCodecs(),
)

test('one, two and four threads train the same weights', async () => {
  const alone = await trainAlone({ dataset, seed: 5, settings })
  for (const threads of [1, 2, 4]) {
    const together = await train({ dataset, seed: 5, settings, threads })
    expect(together.model.hash).toBe(alone.model.hash)
    expect(together.losses).toEqual(alone.losses)
  }
})

test('another seed trains other weights', async () => {
  const [one, other] = await Promise.all([5, 6].map((seed) => trainAlone({ dataset, seed, settings })))
  expect(one!.model.hash).not.toBe(other!.model.hash)
})

test('a run that was canceled and resumed ends with the weights of one that was not', async () => {
  const whole = await trainAlone({ dataset, seed: 5, settings })
  const controller = new AbortController()
  const stopped = await train({
    dataset,
    seed: 5,
    settings,
    progressInterval: 1,
    signal: controller.signal,
    onProgress: ({ step }) => {
      if (step === 3) controller.abort()
    },
  })
  expect([stopped.canceled, stopped.model.header.training.steps]).toEqual([true, 3])
  const resumed = await train({ dataset, seed: 5, settings, threads: 2, checkpoint: stopped.checkpoint })
  expect([resumed.canceled, resumed.model.hash]).toEqual([false, whole.model.hash])
})

test('a checkpoint of another run, or a damaged one, is refused', async () => {
  const { checkpoint } = await trainAlone({ dataset, seed: 5, settings: { ...settings, steps: 1 } })
  await expect(trainAlone({ dataset, seed: 6, settings, checkpoint })).rejects.toThrow(/seed 5; this run has 6/)
  const wider = { ...settings, hidden: 24 }
  await expect(trainAlone({ dataset, seed: 5, settings: wider, checkpoint })).rejects.toThrow(/hidden 16/)
  const broken = checkpoint.slice()
  broken[broken.length >> 1]! ^= 1
  await expect(trainAlone({ dataset, seed: 5, settings, checkpoint: broken })).rejects.toThrow(/cut short, changed/)
  const cut = checkpoint.subarray(0, 1000)
  await expect(trainAlone({ dataset, seed: 5, settings, checkpoint: cut })).rejects.toThrow(/cut short, changed/)
})

test('progress tells the step, the speed, the losses, and shows sheets at the interval asked for', async () => {
  const reports: Progress[] = []
  const onProgress = (progress: Progress): void => void reports.push(progress)
  await train({ dataset, seed: 5, settings, progressInterval: 2, sampleInterval: 3, onProgress })
  expect(reports.map(({ step }) => step)).toEqual([2, 3, 4, 6])
  expect(reports.map(({ sheet }) => sheet !== undefined)).toEqual([false, true, false, true])
  for (const { rate, losses, steps } of reports) {
    expect(steps).toBe(6)
    expect(rate).toBeGreaterThan(0)
    expect(losses.generator).toBeGreaterThan(0)
    expect(losses.discriminator).toBeGreaterThan(0)
  }
  expect(Object.keys(reports[1]!.variety ?? {})).toEqual(['ember', 'flora'])
})

test('the model file says what trained it and comes back as it was', async () => {
  const { file, model } = await trainAlone({ dataset, seed: 5, settings, name: 'tiny' })
  expect(Model.parse(file)).toEqual(model)
  expect(model.header.styles).toEqual(['ember', 'flora'])
  expect(model.header.training.dataset).toBe(dataset.root)
})

test('a model goes on from a parent of its shape, which its header names', async () => {
  const parent = (await trainAlone({ dataset, seed: 5, settings })).model
  const still = { ...settings, steps: 1, generatorRate: 0, average: 0 }
  const child = (await train({ dataset, seed: 9, settings: still, parent, threads: 2 })).model
  expect(child.weights).toEqual(parent.weights)
  expect(child.header.training.parent).toBe(parent.hash)
  const wider = { ...settings, hidden: 24 }
  await expect(train({ dataset, seed: 9, settings: wider, parent })).rejects.toThrow(
    /hidden 16; the settings ask for 24/,
  )
})

test('impossible settings, seeds and threads are refused with their limits', async () => {
  const refused: [object, RegExp][] = [
    [{ settings: { batch: 6 } }, /batch is 6; allowed: multiples of 4/],
    [{ settings: { hidden: 12 } }, /hidden is 12/],
    [{ settings: { speed: 3 } }, /no training setting "speed"/],
    [{ settings: { mirror: 1 } }, /mirror is 1; allowed: true or false/],
    [{ seed: -1 }, /seed is -1/],
    [{ threads: 5 }, /5 threads; 1 to 4/],
  ]
  for (const [wrong, message] of refused) await expect(train({ dataset, seed: 5, ...wrong })).rejects.toThrow(message)
})
