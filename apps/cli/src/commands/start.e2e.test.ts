import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Offers } from '@tributary/sdk/node'
import { zeroAddress } from 'viem'
import { afterAll, expect, test } from 'vitest'

const main = new URL('../main.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'tributary-start-'))
const running = new Set<ChildProcess>()

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the story in a home and hears what it says. */
function start(home: string): {
  child: ChildProcess
  said: () => string
  says: (text: string) => Promise<void>
  ended: Promise<number | null>
} {
  const child = spawn(process.execPath, [main, 'start', '--home', home], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const says = async (part: string): Promise<void> => {
    while (!text.includes(part)) {
      if (child.exitCode !== null) throw new Error(`ended before it said "${part}":\n${text}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return { child, said: () => text, says, ended }
}

/** The steps a story told, without their chapters. */
const stepsIn = (text: string): string[] => text.match(/(?<=✓ ).+/g) ?? []

test('npm start -- --once pays everyone and reconciles to the wei', { timeout: 240_000 }, () => {
  const report = join(folder, 'report.html')
  const out = execFileSync(process.execPath, [main, 'start', '--once', '--report', report], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ending = JSON.parse(out.trim().split('\n').at(-1)!) as Record<string, string>
  const [paidIn, paidOut, unclaimed, dust] = ['paidIn', 'paidOut', 'unclaimed', 'dust'].map((name) =>
    BigInt(ending[name]!),
  )
  expect(paidIn).toBe(paidOut! + unclaimed! + dust!)
  expect(paidIn).toBeGreaterThan(0n)
  expect(paidOut).toBeGreaterThan(0n)
  expect(Number(ending.works)).toBe(9)
  for (const gas of Object.values(ending.gas as unknown as Record<string, string>)) expect(gas).toMatch(/^[1-9]\d*$/)
  const page = readFileSync(report, 'utf8')
  expect(page).toContain('class="river"')
  expect(page).toContain('authentic')
  expect(page).not.toContain('class="no"')
})

test('a story killed in the middle goes on, and one that ended is not played again', { timeout: 300_000 }, async () => {
  const home = join(folder, 'home')
  const first = start(home)
  await first.says('✓ publish outputs')
  first.child.kill('SIGKILL')
  await first.ended
  const second = start(home)
  await second.says('until you press Ctrl-C')
  second.child.kill('SIGINT')
  expect(await second.ended).toBe(0)
  // What was told before the crash is told again with the same ids and the same gas: it was found, not repeated.
  expect(stepsIn(second.said())).toEqual(
    expect.arrayContaining(stepsIn(first.said()).filter((step) => step.startsWith('publish'))),
  )
  const third = start(home)
  await third.says('until you press Ctrl-C')
  expect(third.said()).toContain('The story was played before')
  // Signed once, however often it was begun: offers to everyone, for every work.
  const offers = Offers.all(home).map(({ offer }) => offer)
  expect(offers).toHaveLength(10)
  expect(new Set(offers.map(({ work }) => work)).size).toBe(9)
  for (const { supply, buyer } of offers) expect([supply > 1, buyer]).toEqual([true, zeroAddress])
  third.child.kill('SIGINT')
  await third.ended
  const equation = / in = .* wei of dust/
  expect(third.said().match(equation)?.[0]).toBe(second.said().match(equation)?.[0])
  expect(existsSync(join(home, 'report.html'))).toBe(true)
})
