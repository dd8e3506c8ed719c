import { attempt } from '@tributary/spec/reference/Refusal'
import * as reference from '@tributary/spec/reference/work'
import fc from 'fast-check'
import { hashStruct } from 'viem'
import { describe, expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import { readVectors, reasonOf } from '../test/vectors.ts'
import * as Work from './Work.ts'

describe('R-11: works have the ids of the vectors', () => {
  for (const { name, work, id, error } of readVectors('work').works ?? []) {
    test(name, () => {
      if (error === undefined) expect(Work.id(Work.parse(work))).toBe(id)
      else expect(reasonOf(() => Work.parse(work))).toBe(error)
    })
  }
})

test('R-11: any work has the id the reference gives it', () => {
  fc.assert(
    fc.property(arbitrary.work, (work) => {
      expect(Work.id(work)).toBe(reference.idOf(Work.toAbi(work) as reference.Work))
    }),
  )
})

test('R-11: any broken work is refused for the reason the reference gives', () => {
  const shares = fc.array(fc.constantFrom(0, 31_250, 500_000, 1_000_001, 2 ** 31), { maxLength: 34 })
  const resale = fc.constantFrom(0, 1_000_000, 1_000_001)
  fc.assert(
    fc.property(arbitrary.work, shares, resale, (valid, shares, resale) => {
      const work = {
        ...valid,
        resale,
        flows: shares.map((share) => ({ kind: 'tree' as const, share, to: valid.record })),
      }
      const verdict = attempt(() => reference.idOf(Work.toAbi(work) as reference.Work))
      expect(reasonOf(() => Work.id(work))).toBe('error' in verdict ? verdict.error : undefined)
    }),
  )
})

test('R-1: changing any field changes the id', () => {
  const fields = fc.constantFrom(...Work.types.Work.map(({ name }) => name))
  fc.assert(
    fc.property(arbitrary.work, arbitrary.work, fields, (work, other, field) => {
      fc.pre(JSON.stringify(Work.toJson(work)[field]) !== JSON.stringify(Work.toJson(other)[field]))
      expect(Work.id({ ...work, [field]: other[field] })).not.toBe(Work.id(work))
    }),
  )
})

test('a wallet that shows the EIP-712 types hashes the same id', () => {
  fc.assert(
    fc.property(arbitrary.work, (work) => {
      expect(hashStruct({ types: Work.types, primaryType: 'Work', data: Work.toAbi(work) })).toBe(Work.id(work))
    }),
  )
})

test('JSON and ABI forms lead back to the same work', () => {
  fc.assert(
    fc.property(arbitrary.work, (work) => {
      expect(Work.parse(JSON.parse(JSON.stringify(Work.toJson(work))))).toEqual(work)
      expect(Work.fromAbi(Work.toAbi(work))).toEqual(work)
    }),
  )
})

test('the residual is what the flows leave', () => {
  fc.assert(
    fc.property(arbitrary.work, (work) => {
      const owed = work.flows.reduce((sum, { share }) => sum + share, 0)
      expect(Work.residualShare(work) + owed).toBe(1_000_000)
    }),
  )
})

test('a field that cannot be read is named', () => {
  expect(() => Work.parse({ creator: -1, home: 0, record: '0x' })).toThrow(/creator/)
  expect(() => Work.parse({ creator: 1, home: 0, record: '0x12' })).toThrow(/record is "0x12"; it must be 32 bytes/)
  expect(() => Work.parse([])).toThrow(/must be an object/)
})
