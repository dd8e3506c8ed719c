import { afterEach, expect, test, vi } from 'vitest'
import { ProblemError, UnreachableError } from './ProblemError.ts'
import { post, query, read } from './request.ts'

afterEach(() => vi.unstubAllGlobals())

function answerWith(response: Response): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => response)
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('a problem becomes an error that keeps what to do about it', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Sold out',
    status: 409,
    detail: 'None are left.',
    hint: 'Look again.',
    retry: false,
  }
  answerWith(Response.json(problem, { status: 409, headers: { 'content-type': 'application/problem+json' } }))
  const error = await read('/v1/works').catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ProblemError)
  expect((error as ProblemError).summary).toBe('None are left.')
  expect((error as ProblemError).hint).toBe('Look again.')
})

test('a proxy that answers for a studio that is down is no problem of the studio', async () => {
  answerWith(new Response('Bad gateway', { status: 502 }))
  await expect(read('/v1/works')).rejects.toBeInstanceOf(UnreachableError)
})

test('a network that is away may be tried again', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  const error = await read('/v1/works').catch((reason: unknown) => reason)
  expect((error as UnreachableError).retry).toBe(true)
})

test('every write bears a key, and the same one when it is given', async () => {
  const fetch = answerWith(Response.json({}))
  await post('/v1/jobs', { kind: 'train' }, { key: 'k' })
  const [, init] = fetch.mock.calls[0] as [string, RequestInit]
  expect((init.headers as Record<string, string>)['idempotency-key']).toBe('k')
})

test('what is not set is not asked for', () => {
  expect(query({ q: 'a b', kind: undefined, min: '' })).toBe('?q=a+b')
  expect(query({})).toBe('')
})
