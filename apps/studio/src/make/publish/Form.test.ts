import { draftInput } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import * as Form from './Form.ts'
import * as Source from './Source.ts'

const { firstForm } = Form

test('what a form says is what the studio takes', () => {
  const form = { ...firstForm, shares: { model: 200_000 }, description: ' For walls. ' }
  const inputs = [
    Form.picturesInput(form, [{ job: 'a', seed: 1, name: ' Dune 1 ' }]),
    Form.modelInput(
      { ...form, shares: { contributors: 800_000, dataset: 300_000 } },
      { model: 'M', dataset: 'D' },
      { model: 'a', dataset: 'b' },
    ),
    Form.datasetInput({ ...form, shares: { contributors: 1_000_000 } }, 'D', 'b'),
    Form.fileInput({ ...form, shares: {} }, 'F', `0x${'ab'.repeat(32)}`, undefined),
    Form.fileInput({ ...form, shares: { parent: 150_000 } }, 'F', `0x${'ab'.repeat(32)}`, `0x${'cd'.repeat(32)}`),
  ]
  for (const input of inputs) expect(draftInput.parse(input)).toEqual(input)
  expect(inputs[0]!.parts[0]).toMatchObject({ name: 'Dune 1', description: 'For walls.', shares: { model: 200_000 } })
})

test('a data set goes before the model that pays it', () => {
  const { parts } = Form.modelInput(firstForm, { model: 'M', dataset: 'D' }, { model: 'a', dataset: 'b' })
  expect(parts.map(({ kind }) => kind)).toEqual(['dataset', 'model'])
  expect(parts[1]).toMatchObject({ dataset: { part: 0 } })
})

test('a name must be there and not be endless', () => {
  expect(Form.nameProblem('  ')).toMatch(/needs a name/)
  expect(Form.nameProblem('x'.repeat(121))).toMatch(/120/)
  expect(Form.nameProblem('Dune 1')).toBeUndefined()
})

test('only what is wished is sold, and a newcomer sells something', () => {
  expect(Form.wished(firstForm).map(({ terms }) => terms.id)).toEqual(['personal'])
})

test('an address names again what it named', () => {
  const batches = [{ job: 'a-1', seeds: [1, 4294967295] }, { job: 'b-2' }]
  expect(Source.parse({ pictures: Source.format(batches) })).toEqual({ type: 'pictures', batches })
  expect(Source.parse({ model: 'x' })).toEqual({ type: 'model', job: 'x' })
  expect(Source.parse({})).toEqual({ type: 'file', upload: undefined, parent: undefined })
})
