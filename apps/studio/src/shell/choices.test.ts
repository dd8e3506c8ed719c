import { expect, test } from 'vitest'
import { choicesFor } from './choices.ts'

test('an id leads to its work and an address to its statement', () => {
  expect(choicesFor(`0x${'AB'.repeat(32)}`, [])[0]?.target).toEqual({
    to: '/works/$id',
    params: { id: `0x${'ab'.repeat(32)}` },
  })
  expect(choicesFor(`0x${'cd'.repeat(20)}`, [])[0]?.target).toEqual({
    to: '/statements',
    search: { account: `0x${'cd'.repeat(20)}` },
  })
})

test('a few letters find a screen by its name or by what it is for', () => {
  expect(choicesFor('verif', []).map(({ name }) => name)).toEqual(['Verify'])
  expect(choicesFor('owed', []).map(({ name }) => name)).toEqual(['Statements'])
})
