import type { Work } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { evidenceOf, isMakerProven, pixelsOf, recipeOf } from './evidenceOf.ts'

const hash = `0x${'01'.repeat(32)}`
const address = `0x${'11'.repeat(20)}`
const bare: Work = {
  id: hash,
  name: 'Bare',
  kind: 'output',
  creator: { address },
  holder: { address },
  time: 0,
  picture: { src: '/a', preview: '/b', width: 1, height: 1 },
  rights: [],
  earned: [],
  licenses: 0,
  description: '',
  terms: {},
  minted: false,
  epoch: '0',
  flows: [],
  parents: [],
  children: [],
  offers: [],
  files: [],
  money: [],
}
const states = (work: Work) => Object.fromEntries(evidenceOf(work).map(({ name, state }) => [name, state]))

test('what is not there is not claimed', () => {
  expect(states(bare)).toEqual({ Chain: 'missing', Model: 'missing', Recipe: 'missing', Credential: 'missing' })
})

test('an empty signature proves nothing', () => {
  const unsigned: Work = { ...bare, attestation: { signature: '0x', root: hash } }
  expect(states(unsigned).Model).toBe('missing')
  expect(isMakerProven(unsigned)).toBe(false)
})

test('a minted or signed work proves its maker', () => {
  expect(isMakerProven({ ...bare, minted: true })).toBe(true)
  expect(isMakerProven({ ...bare, attestation: { signature: '0x01', root: hash } })).toBe(true)
})

test('recipe and pixels are those of the record', () => {
  const record = { tributary: { recipe: { seed: 7 }, content: { pixels: { sha256: hash } } } }
  const known: Work = { ...bare, record }
  expect(recipeOf(known)?.seed).toBe(7)
  expect(pixelsOf(known)).toBe(hash)
  expect(states(known).Recipe).toBe('present')
})

test('how a model was trained is no recipe of the picture that shows it', () => {
  const record = { tributary: { recipe: { seed: 7, styles: ['dune'] } } }
  const model: Work = { ...bare, kind: 'model', record }
  expect(recipeOf(model)).toBeUndefined()
  expect(states(model)).not.toHaveProperty('Recipe')
})
