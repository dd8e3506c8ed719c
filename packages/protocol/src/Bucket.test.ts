import { bucketOf } from '@tributary/spec/reference/ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import * as Bucket from './Bucket.ts'
import * as Flow from './Flow.ts'

test('R-11: any work has the buckets the reference gives it', () => {
  fc.assert(
    fc.property(arbitrary.bytes(32), (id) => {
      for (const kind of Bucket.kinds) expect(Bucket.of(id, kind)).toBe(bucketOf(id, Bucket.kindToAbi(kind)))
    }),
  )
})

test('kinds of buckets and flows are read as words or numbers, and nothing else', () => {
  for (const [number, kind] of Bucket.kinds.entries()) {
    for (const form of [kind, kind.toUpperCase(), number, `${number}`]) expect(Bucket.parseKind(form)).toBe(kind)
    expect(Bucket.kindFromAbi(Bucket.kindToAbi(kind))).toBe(kind)
  }
  for (const [number, kind] of Flow.kinds.entries()) {
    for (const form of [kind, number, `${number}`]) expect(Flow.parseKind(form)).toBe(kind)
    expect(Flow.kindFromAbi(Flow.kindToAbi(kind))).toBe(kind)
  }
  for (const form of [null, '', ' ', 2, -1, 0.5, 'rent', {}, [], true])
    expect(() => Bucket.parseKind(form), String(form)).toThrow(/sales \(0\)/)
  for (const form of [null, '', ' ', 3, -1, 0.5, 'leaf', {}, [], true])
    expect(() => Flow.parseKind(form), String(form)).toThrow(/0 \(work\)/)
})

test('no bucket given is sales', () => {
  expect(Bucket.parseKind(undefined)).toBe('sales')
})
