import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type Studio } from './studio.ts'
import { tributary } from './tributary.ts'

let studio: Studio
beforeAll(async () => {
  studio = await openStudio()
}, 300_000)
afterAll(() => studio[Symbol.dispose]())

const run = (...args: string[]) => tributary([...args, '--home', studio.home], { cwd: studio.path })
type Statement = { totals: Record<string, { due: string; paid: string; payable: string; pending: string }> }
const totals = async (account: string): Promise<Statement['totals'][string] | undefined> =>
  Object.values((await studio.ask<Statement>('statement', account)).totals)[0]

describe('money finds everyone it is owed to', () => {
  test('who gets what of 10 is said before anything is paid, and adds up', async () => {
    const split = await studio.ask<{ amount: string; payees: { amount: string }[]; dust: string }>(
      ...['pay', studio.output, '10', '--dry-run'],
    )
    const sum = split.payees.reduce((total, { amount }) => total + BigInt(amount), BigInt(split.dust))
    expect(`${sum}`).toBe(split.amount)
  })

  test('a payment is credited once under one name, however often it is tried', async () => {
    const pay = ['pay', studio.output, '10', '--once', 'invoice 17']
    const first = await studio.ask<{ transaction: string }>(...pay)
    const again = await studio.ask<{ transaction: string }>(...pay)
    expect(again.transaction).toBe(first.transaction)
    const { money } = await studio.ask<{ money: { paidIn: string }[] }>('status')
    expect(money[0]?.paidIn).toBe('10000000')
  })

  test('a contributor sees what is theirs before it was lifted, and is paid without gas', async () => {
    expect(await totals('artist-ada')).toEqual({ due: '750000', paid: '0', payable: '750000', pending: '90000' })
    const claimed = await studio.ask<{ amount: string }>('claim', '--for', 'artist-ada', '--as', 'relayer')
    expect(claimed.amount).toBe('840000')
    expect(await totals('artist-ada')).toEqual({ due: '840000', paid: '840000', payable: '0', pending: '0' })
    const again = await run('claim', '--for', 'artist-ada')
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing is owed') })
  })

  test('the holder collects the rest, once', async () => {
    expect(await studio.ask('collect', studio.output)).toMatchObject({ amount: '7500000' })
    const again = await run('collect', studio.output)
    expect(again.code).toBe(1)
    expect(again.stderr).toMatch(/^Error: Nothing is owed.*\nHint: /)
  })

  test('distribute lifts what is left and with --everyone pays everyone', async () => {
    await studio.ask('pay', studio.output, '1.5')
    const { moved } = await studio.ask<{ moved: { amount: string }[] }>('distribute', studio.output)
    expect(moved.map(({ amount }) => amount)).toEqual(['150000', '30000'])
    const { paid } = await studio.ask<{ paid: { amount: string }[] }>('distribute', studio.output, '--everyone')
    expect(paid.length).toBeGreaterThan(3)
    const { money } = await studio.ask<{ money: Record<string, string>[] }>('status')
    const { paidIn = '', paidOut = '', unclaimed = '', locked = '', dust = '' } = money[0] ?? {}
    expect(paidIn).toBe('11500000')
    expect(BigInt(paidOut) + BigInt(unclaimed) + BigInt(locked) + BigInt(dust)).toBe(BigInt(paidIn))
    expect([unclaimed, locked]).toEqual(['0', '0'])
  })

  test('the statement as CSV has one row for each right, in token-wei', async () => {
    const { stdout } = await run('statement', 'artist-ben', '--csv')
    const [heading, ...rows] = stdout.trim().split('\n')
    expect(heading).toBe('account,work,name,bucket,role,flow,token,symbol,due,paid,payable,pending')
    expect(rows).toHaveLength(2)
    expect(rows.every((row) => row.endsWith(',0,0'))).toBe(true)
  })
})

describe('licenses', () => {
  let license: string

  test('an offer costs no gas, and a buyer pays and gets the license in one transaction', async () => {
    const terms = ['--rights', 'display,derivative', '--uses', '3', '--revenue-share', '5%', '--supply', '2']
    const offer = await studio.ask<{ file: string }>('license', 'offer', studio.output, '25', ...terms)
    const bought = await studio.ask<{ license: string; price: string }>('license', 'buy', offer.file, '--once', 'a')
    expect(bought.price).toBe('25000000')
    const again = await studio.ask<{ license: string }>('license', 'buy', offer.file, '--once', 'a')
    expect(again.license).toBe(bought.license)
    license = bought.license
  })

  test('check says which rights it grants and ends with 1 for one it lacks', async () => {
    expect(await run('license', 'check', license, 'display')).toMatchObject({ code: 0 })
    const { code, stdout } = await run('license', 'check', license, 'training')
    expect(code).toBe(1)
    expect(stdout).toContain('not granted')
  })

  test('uses are counted and never go over what it includes', async () => {
    expect(await studio.ask('license', 'use', license, '--times', '2')).toMatchObject({ used: 2 })
    const { code, stderr } = await run('license', 'use', license, '--times', '2')
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('includes 3') })
  })

  test('declared revenue is paid on its growth only', async () => {
    expect(await studio.ask('license', 'declare', license, '100')).toMatchObject({ due: '5000000' })
    expect(await studio.ask('license', 'declare', license, '120')).toMatchObject({ due: '1000000' })
  })

  test('a remix stands under the license, which takes a use, and pays its parent', async () => {
    const remix = ['remix', 'pictures/ada-8.png', '--of', studio.output, '--under', license, '--as', 'buyer']
    const published = await studio.ask<{ work: { flows: { to: string; share: number }[] } }>(...remix)
    expect(published.work.flows).toMatchObject([{ to: studio.output, share: 100_000 }])
    expect(await studio.ask('license', 'check', license)).toMatchObject({ used: 2, links: 1 })
  })

  test('list shows the offer and what was sold', async () => {
    const { offers } = await studio.ask<{ offers: { name: string; licenses: string[] }[] }>('license', 'list')
    expect(offers).toMatchObject([{ name: 'ada-7', licenses: [license] }])
  })
})

describe('keys of a model', () => {
  test('a revoked key is not let back in, and a picture that needs it says what to do', async () => {
    await studio.ask('key', 'authorize', studio.model, '--key', 'second', '--until', '90d')
    await studio.ask('key', 'revoke', studio.model, '--key', 'second')
    const { code, stderr } = await run('key', 'authorize', studio.model, '--key', 'second')
    expect(code).toBe(1)
    expect(stderr).toMatch(/cannot come back.*\nHint: Take a new key/s)
  })
})

test('killed at any moment and run again, publish goes on where it was and makes one work', async () => {
  const publish = ['publish', 'pictures/ada-8.png', '--anchor', '--mint', '--home', studio.home]
  for (const killAfter of [500, 900, 1_300, 1_800]) await tributary(publish, { cwd: studio.path, killAfter })
  const { id } = await studio.ask<{ id: string }>(...publish.slice(0, 4))
  expect(await studio.ask(...publish.slice(0, 4))).toMatchObject({ id, transactions: expect.any(Array) })
  const { works, unfinished } = await studio.ask<{
    works: { id: string; name: string; kind: string }[]
    unfinished: []
  }>('status')
  expect(works.filter(({ name, kind }) => name === 'ada-8' && kind === 'output')).toMatchObject([{ id }])
  expect(unfinished).toEqual([])
}, 180_000)

test('the report is one page with every number of the status', async () => {
  const { file } = await studio.ask<{ file: string }>('report', '-o', 'report.html')
  expect(readFileSync(file, 'utf8')).toContain('<!doctype html>')
})

test('what a person sees has no stack trace, no raw wei and no unshortened id in tables', async () => {
  const { stdout, stderr } = await run('status')
  expect(stderr).toBe('')
  expect(stdout).toContain('TUSD paid in =')
  expect(stdout).not.toContain(studio.output)
})
