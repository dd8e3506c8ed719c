import { describe, expect, test } from 'vitest'
import { type Case, readVectors, word } from '../../test/vectors.ts'
import * as Work from '../Work.ts'
import { id } from './id.ts'
import { ledger } from './ledger.ts'
import { tree } from './tree.ts'

const stories = readVectors('ledger').ledgers ?? []

test('R-11: the vector file of works replays as it stands', () => {
  const { works } = id(readVectors('work')) as unknown as { works: Case[] }
  expect(works.length).toBeGreaterThan(50)
  expect(works.filter(({ matches }) => matches !== true)).toEqual([])
})

test('R-11: the vector file of trees replays as it stands', async () => {
  const { trees, proofs } = (await tree(readVectors('tree'))) as unknown as { trees: Case[]; proofs: Case[] }
  expect(trees.length + proofs.length).toBeGreaterThan(40)
  expect([...trees, ...proofs].filter(({ matches }) => matches !== true)).toEqual([])
})

describe('R-11: the ledger replays the vectors', () => {
  test.for(stories)('$name', async (story) => {
    const { calls, buckets, payees, tokens, conserved } = (await ledger(story)) as unknown as Record<string, Case[]>
    for (const [i, call] of (story.calls as Case[]).entries())
      expect(saidBy(calls![i]!), `call ${i}: ${call.call}`).toEqual(saidIn(call))
    expect(conserved).toBe(true)
    for (const { key, token, gross, paid } of story.buckets) {
      const state = buckets!.find((bucket) => bucket.bucket === key && bucket.token === token)
      expect(state?.gross).toBe(gross)
      expect(partsOf(state!)).toEqual(paid)
    }
    for (const { address, token, amount } of story.received) {
      const payee = payees!.find((one) => one.address.toLowerCase() === address && one.token === token)
      expect(payee?.amount ?? '0').toBe(amount)
    }
    for (const { token, paidIn, paidOut } of story.totals) {
      expect(tokens!.find((one) => one.token === token) ?? { paidIn: '0', paidOut: '0' }).toMatchObject({
        paidIn,
        paidOut,
      })
    }
  })
})

/** An outcome as the vectors write it: the reason, the reasons of what was passed over, or an amount. */
function saidBy(outcome: Case): unknown {
  if (outcome.error !== undefined) return outcome.error
  if (outcome.skipped !== undefined) return outcome.skipped.map(({ error }: Case) => error)
  return outcome.amount ?? null
}

function saidIn({ error, result }: Case): unknown {
  return error ?? result
}

function partsOf({ collected, paid, paidLeaves }: Case): Case {
  const flows = Object.entries(paid).map(([flow, amount]) => [`flow ${flow}`, amount])
  const leaves = Object.entries(paidLeaves).map(([key, amount]) => [`leaf ${key.replace(':', ' ')}`, amount])
  return Object.fromEntries([...flows, ...leaves, ...(collected === '0' ? [] : [['residual', collected]])])
}

describe('replays read what other tools write', () => {
  const creator = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
  const work = { creator, home: 'eip155:31337:0x5FbDB2315678afecb367f032d93F642f64180aa3', record: word(1) }

  test('numbers in any form, accounts in any form, kinds as words or numbers', () => {
    const flow = { kind: 'account', share: '50000', to: creator }
    const same = [
      { ...work, flows: [flow] },
      {
        ...work,
        creator: BigInt(creator).toString(),
        flows: [{ ...flow, kind: 1, share: 50_000, to: word(BigInt(creator)) }],
      },
      {
        ...work,
        creator: `eip155:0:${creator}`,
        flows: [{ ...flow, kind: '1', share: '0xc350', to: `eip155:0:${creator}` }],
      },
    ]
    const { works } = id(same) as unknown as { works: Case[] }
    expect(new Set(works.map(({ id }) => id)).size).toBe(1)
    expect(works[0]!.id).toBe(Work.id(Work.parse(same[0])))
  })

  test('one bad work among good ones is named and stops nothing', () => {
    const { works } = id([work, { ...work, record: '0x' }]) as unknown as { works: Case[] }
    expect(works[0]).toHaveProperty('id')
    expect(works[1]).toEqual({ error: 'Value', message: 'work.record is "0x"; it must be 32 bytes as 0x-hex.' })
  })

  test('a tree from contributors, with every proof', async () => {
    const outcome = await tree({
      contributors: [
        { address: creator, weight: '0.5' },
        { work: word(5), weight: 1 },
      ],
      prove: 'all',
    })
    expect(outcome).toMatchObject({
      total: '3',
      size: 2,
      proofs: [
        { index: 0, prefix: '0' },
        { index: 1, prefix: '1' },
      ],
    })
    const { root, proofs } = outcome as unknown as Case
    const { leaf, proof } = proofs[1]
    expect(await tree({ root, leaf, proof })).toEqual({ valid: true, prefix: '1', total: '3' })
    expect(await tree({ root: word(1), leaf, proof })).toMatchObject({ valid: false, error: 'NotInTree' })
  })

  test('an invalid work or tree refuses the calls that name it, and no others', async () => {
    const works = [{ ...work, resale: 1_000_001 }, work]
    const calls = [0, 1].map((index) => ({ call: 'pay', work: index, amount: 1 }))
    const outcome = await ledger({ works, trees: [[], [{ to: creator, weight: 0 }]], calls })
    expect(outcome).toMatchObject({
      works: [{ error: 'ResaleTooHigh' }, { id: Work.id(Work.parse(work)) }],
      trees: [{ error: 'NoLeaves' }, { error: 'ZeroWeight' }],
      calls: [{ error: 'ResaleTooHigh' }, { amount: '1' }],
    })
  })

  test('calls by index, by id and in the shortest form', async () => {
    const flows = [{ kind: 'account', share: 100_000, to: creator }]
    const named = Work.id(Work.parse({ ...work, flows }))
    const calls = [
      { call: 'pay', work: 0, amount: 10 },
      {
        call: 'payMany',
        token: 'token',
        payments: [
          { work: named, amount: '0xa' },
          { bucket: named, amount: '10' },
        ],
      },
      { call: 'settle', work: 0 },
      {
        call: 'batch',
        calls: [
          { call: 'claim', work: 0, flow: 0 },
          { call: 'pay', work: 0, amount: 1 },
        ],
      },
      { call: 'burn' },
      { call: 'pay', work: 9, amount: 1 },
    ]
    const outcome = (await ledger({ works: { only: { ...work, flows } }, calls })) as unknown as Case
    expect(outcome.calls).toMatchObject([
      { amount: '10' },
      { amounts: ['10', '10'] },
      { skipped: [] },
      { calls: [{ error: 'NothingOwed' }, { amount: '1' }] },
      { error: 'UnknownCall' },
      { error: 'UnknownWork' },
    ])
    expect(outcome.tokens).toMatchObject([{ paidIn: '31', paidOut: '30', unclaimed: '0', locked: '0', dust: '1' }])
    expect(outcome.conserved).toBe(true)
  })
})
