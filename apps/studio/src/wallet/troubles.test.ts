import { expect, test } from 'vitest'
import { BaseError } from '../BaseError.ts'
import { wordsFor } from './troubles.ts'

test('a declined request is told as one, however deep the wallet hides its code', () => {
  const error = new Error('Transaction failed', { cause: { code: 4001, message: 'User rejected' } })
  expect(wordsFor(error).summary).toMatch(/declined/)
  expect(wordsFor(error).retry).toBe(true)
})

test('a chain that cannot be reached is no fault of the wallet', () => {
  const error = Object.assign(new Error('HTTP request failed.'), { name: 'HttpRequestError' })
  expect(wordsFor(error).summary).toMatch(/chain does not answer/)
})

test('an unknown trouble keeps the words of the wallet', () => {
  expect(wordsFor({ shortMessage: 'Insufficient funds.' }).summary).toBe('Insufficient funds.')
  expect(wordsFor(undefined).summary).toMatch(/without a reason/)
})

test('an error that speaks for itself is left alone', () => {
  const error = new BaseError('Said well.')
  expect(wordsFor(error)).toBe(error)
})
