import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

function run(example: string): string {
  return execFileSync(process.execPath, [new URL(`${example}/main.ts`, import.meta.url).pathname], { encoding: 'utf8' })
}

test('01: an artist of the data set is paid for a picture that the model drew', () => {
  const said = run('01-first-work')
  expect(said).toMatch(/^Dune 7 is 0x[0-9a-f]{64}$/m)
  // A sixth of 15 % of the picture's ten dollars, and of 90 % of a fifth of the model's 10 %.
  expect(said).toContain('flora was paid 0.28 dollars')
})

test('02: what a remix earns is shared with the work that it was made from', () => {
  const amounts = run('02-remix')
    .trim()
    .split('\n')
    .map((line) => line.split(' ').slice(1).join(' '))
  expect(amounts).toEqual(['work 2', 'residual 8', 'residual 2'])
})

test('03: a program buys a license over HTTP 402, and gets it again for its receipt', () => {
  const [bought, ...rest] = run('03-license-with-402').trim().split('\n')
  expect(bought).toMatch(/^200, license 0x[0-9a-f]{64}$/)
  expect(rest).toEqual(['The river knows', 'where it came from.', '', bought])
})

test('04: an agent buys within its limit, and not beyond', () => {
  const [approved, found, bought, refused] = run('04-agent-with-mcp').trim().split('\n')
  expect(approved).toBe('Let this studio buy licenses for you, up to 5 TUSD: 1 transaction to sign')
  expect(found).toBe('found River for 2000000 token-wei')
  expect(bought).toMatch(/^bought: license 0x[0-9a-f]{64}$/)
  expect(refused).toContain('5000000 in all')
})
