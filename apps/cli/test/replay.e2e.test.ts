import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ask, tributary } from './tributary.ts'

const vectors = (name: string): string =>
  readFileSync(new URL(`../../../spec/vectors/${name}.json`, import.meta.url), 'utf8')
const work = { creator: '1', home: '2', record: `0x${'11'.repeat(32)}` }

describe('the vectors of the slow reference model', () => {
  test.each([
    ['id', 'work', 'works'],
    ['tree', 'tree', 'trees'],
    ['tree', 'tree', 'proofs'],
  ])('`tributary %s` agrees with every case of %s.json (%s)', async (command, file, list) => {
    const outcome = await ask<Record<string, { matches?: boolean }[]>>([command], { stdin: vectors(file) })
    const cases = outcome[list] ?? []
    expect(cases.length).toBeGreaterThan(10)
    expect(cases.filter(({ matches }) => matches === false)).toEqual([])
  })

  test('`tributary ledger` conserves every wei of every story', async () => {
    const { ledgers } = await ask<{ ledgers: { conserved: boolean }[] }>(['ledger'], { stdin: vectors('ledger') })
    expect(ledgers.length).toBeGreaterThan(5)
    expect(ledgers.every(({ conserved }) => conserved)).toBe(true)
  })
})

describe('what other tools may send', () => {
  test('a large integer without quotes is the same work', async () => {
    const creator = (31337n << 160n) | 0xffffffffffffffffffffffffffffffffffffffffn
    const quoted = await ask(['id'], { stdin: JSON.stringify({ ...work, creator: `${creator}` }) })
    const bare = await ask(['id'], { stdin: JSON.stringify(work).replace('"1"', `${creator}`) })
    expect(bare).toEqual(quoted)
  })

  test('a case that does not come out as it says ends with 1', async () => {
    const stdin = JSON.stringify({ work, id: `0x${'00'.repeat(32)}` })
    const { code, stdout } = await tributary(['id'], { stdin })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ matches: false })
  })

  test('a work that no contract would take is refused by the name of the rule', async () => {
    const { code, stdout } = await tributary(['id'], { stdin: JSON.stringify({ ...work, resale: 1_000_001 }) })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: 'ResaleTooHigh', message: expect.stringContaining('1000001') })
  })

  test.each([
    ['nothing', '', 'it is empty'],
    ['half a document', '{"creator": "1", ', 'is not JSON'],
    ['a number', '7', 'work is 7; it must be an object'],
    ['an integer of 400 digits', `{"creator": ${'9'.repeat(400)}, "home": 2, "record": "0x"}`, 'from 0 to 2^256 - 1'],
    ['a negative weight', '{"leaves": [{"kind": 1, "to": "0x11", "weight": -1}]}', 'leaves[0]'],
  ])('%s is an error that names what is wrong', async (_name, stdin, message) => {
    const { code, stdout, stderr } = await tributary([stdin.includes('leaves') ? 'tree' : 'id'], { stdin })
    expect(code).toBe(1)
    expect(stdout + stderr).toContain(message)
  })

  test('a tree of 2^20 leaves is built within its limits', async () => {
    const leaves = Array.from(
      { length: 2 ** 20 },
      (_, i) => `{"kind":1,"to":"0x${(i + 1).toString(16).padStart(64, '0')}","weight":1}`,
    )
    const { size, proofs } = await ask<{ size: number; proofs: { proof: { siblings: unknown[] } }[] }>(['tree'], {
      stdin: `{"leaves":[${leaves.join()}],"prove":[0,1048575]}`,
    })
    expect(size).toBe(2 ** 20)
    expect(proofs.map(({ proof }) => proof.siblings.length)).toEqual([20, 20])
  }, 180_000)
})
