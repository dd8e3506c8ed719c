import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney, renderPage } from './page.ts'
import type { Place, Report, Stream } from './Report.ts'
import { drawRiver } from './river.ts'

const at = (name: string): Place => ({ kind: 'work', name })
const dollar = { symbol: 'USD', decimals: 6 }

function report(name: string, streams: readonly Stream[] = []): Report {
  return {
    title: name,
    chain: { id: 31337, block: name, ledger: name, works: name },
    time: 0,
    token: { ...dollar, address: name },
    totals: { paidIn: '3', paidOut: '1', unclaimed: '1', dust: '1' },
    works: [
      {
        id: name,
        kind: name,
        name,
        creator: name,
        holder: name,
        gross: '3',
        recipe: { [name]: name },
        shares: [{ to: name, ppm: 1 }],
        checks: [{ name, ok: true, detail: name }],
        verdict: name,
      },
    ],
    contributors: [{ name, earned: '1', pictures: [] }],
    payments: [{ what: name, work: name, amount: '3', symbol: name, transaction: name }],
    streams,
    payees: [{ name, address: name, paid: '1', unclaimed: '1' }],
    steps: [{ name, note: name, gas: '21000' }],
  }
}

test('names from strangers stay text, wherever they stand', () => {
  const hostile = `"><script>alert('x')</script>`
  const page = renderPage(report(hostile, [{ from: at(hostile), to: at('b'), amount: '1', kind: 'paid' }]))
  expect(page).not.toContain('<script')
  expect(page).not.toMatch(/="[^"]*"><script/)
})

test('the page asks nobody for anything', () => {
  const page = renderPage(report('a'))
  expect(page).not.toMatch(/(?:src|href)="(?!data:)/)
  expect(page).toContain("default-src 'none'")
})

test('money loses no digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), fc.integer({ min: 1, max: 30 }), (amount, decimals) => {
      const text = formatMoney(String(amount), { symbol: 'USD', decimals })
      const [whole, fraction] = text.slice(1).replaceAll(',', '').split('.')
      return (
        BigInt(whole!) * 10n ** BigInt(decimals) + BigInt(fraction!.padEnd(decimals, '0').slice(0, decimals)) === amount
      )
    }),
  )
  expect(formatMoney('1234567890', dollar)).toBe('$1,234.56789')
  expect(formatMoney('5', { symbol: 'SEED', decimals: 3 })).toBe('0.005 SEED')
})

test('every stream is a ribbon as thick at its end as at its start, and no node overlaps another', () => {
  const streams: Stream[] = [
    { from: at('buyer'), to: at('remix'), amount: '20', kind: 'payment' },
    { from: at('remix'), to: at('output'), amount: '4', kind: 'lineage' },
    { from: at('output'), to: at('artist'), amount: '1', kind: 'paid' },
    { from: at('output'), to: at('studio'), amount: '3', kind: 'owed' },
    { from: at('remix'), to: at('studio'), amount: '16', kind: 'paid' },
  ]
  const picture = drawRiver(streams, String)
  const ribbons = [
    ...picture.matchAll(/M[\d.-]+,([\d.-]+) C\S+ \S+ [\d.-]+,([\d.-]+) V([\d.-]+) C\S+ \S+ [\d.-]+,([\d.-]+) Z/g),
  ]
  expect(ribbons).toHaveLength(streams.length)
  for (const [, startTop, endTop, endBottom, startBottom] of ribbons) {
    expect(Number(startBottom) - Number(startTop)).toBeCloseTo(Number(endBottom) - Number(endTop), 0)
  }
  const bars = [...picture.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="10" height="([\d.]+)"/g)].map(
    ([, x, y, height]) => ({ x, top: Number(y), bottom: Number(y) + Number(height) }),
  )
  for (const [i, a] of bars.entries())
    for (const b of bars.slice(i + 1)) if (a.x === b.x) expect(a.bottom <= b.top || b.bottom <= a.top).toBe(true)
})

test('no stream, no river', () => expect(drawRiver([], String)).toBe(''))
