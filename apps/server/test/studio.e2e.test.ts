import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { EmbeddedChain, Port } from '@tributary/sdk/node'
import { createPublicClient, http } from 'viem'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Command, killAll, npmStart, server, untilGone } from './Command.ts'

const folder = mkdtempSync(join(tmpdir(), 'tributary-e2e-'))
const home = join(folder, 'home')
afterEach(killAll)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const port = async (): Promise<string> => `${await Port.findFree()}`

async function worksAt(address: string): Promise<{ id: string; name: string }[]> {
  const answer = await fetch(`${address}/v1/works?limit=100`)
  const { items } = (await answer.json()) as { items: { id: string; name: string }[] }
  return items.map(({ id, name }) => ({ id, name }))
}

async function stop(command: Command): Promise<number[]> {
  const processes = command.tree()
  command.interrupt()
  await command.ended
  return untilGone(processes)
}

async function rpcOf(path: string): Promise<string> {
  const chain = await EmbeddedChain.find(join(path, 'chain'))
  return `http://127.0.0.1:${chain?.port}`
}

/** How far a chain is. */
async function height(rpc: string): Promise<bigint> {
  return createPublicClient({ transport: http(rpc) }).getBlockNumber()
}

test('npm start, killed at any moment on its way from an empty home, ends with a page that shows the story', {
  timeout: 300_000,
}, async () => {
  // Once before anything stands, once with the story half told.
  for (const part of ['"event":"listening"', 'publish outputs']) {
    const cut = npmStart('--home', home, '--port', await port(), '--json')
    while (!cut.said().includes(part)) {
      expect(cut.tree(), cut.said()).not.toEqual([])
      await setTimeout(20)
    }
    const processes = cut.tree()
    expect(processes.length).toBeGreaterThan(4)
    cut.killTree()
    expect(await untilGone(processes)).toEqual([])
  }
  const whole = npmStart('--home', home, '--port', await port(), '--json')
  const { address } = await whole.event('ready')
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await (await fetch(`${address}/`)).text()).toContain('<div id="studio">')
  const works = await worksAt(address!)
  expect(works).toHaveLength(9)
  const blocks = await height(await rpcOf(home))
  expect(await stop(whole)).toEqual([])

  const again = npmStart('--home', home, '--port', await port(), '--json')
  const { address: later } = await again.event('ready')
  expect(await worksAt(later!)).toEqual(works)
  expect(await height(await rpcOf(home))).toBe(blocks)
  expect(again.said()).not.toContain('✓')
  const check = server('check', '--home', home, '--json')
  expect(await check.ended).toBe(0)
  expect(JSON.parse(check.said())).toMatchObject({ isEqual: true, count: 0 })
  expect(await stop(again)).toEqual([])
})

test('a second start on the same home says who has it, and one on a taken port who listens there', {
  timeout: 180_000,
}, async () => {
  const first = server('serve', '--home', home, '--port', await port(), '--json')
  const { address } = await first.event('listening')
  const second = server('serve', '--home', home, '--port', await port())
  expect(await second.ended).toBe(1)
  expect(second.said()).toMatch(/The studio of .* runs already, in process \d+\.\nHint: /)
  const elsewhere = server('serve', '--home', join(folder, 'other'), '--port', new URL(address!).port)
  expect(await elsewhere.ended).toBe(1)
  expect(elsewhere.said()).toMatch(/Port \d+ is taken by node \(process \d+\)\.\nHint: /)
  expect(await (await fetch(`${address}/`)).text()).toContain('<div id="studio">')
  expect(await stop(first)).toEqual([])
})

test('chain, database and index that are killed are started again, and the studio goes on', {
  timeout: 180_000,
}, async () => {
  const studio = server('serve', '--home', home, '--port', await port(), '--json')
  const { address } = await studio.event('listening')
  const { rpc } = await studio.event('chain')
  await studio.event('indexed')
  const works = await worksAt(address!)
  const blocks = await height(rpc!)
  const database = Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
  const chain = (await EmbeddedChain.find(join(home, 'chain')))!
  for (const pid of [database, chain.pid]) process.kill(pid, 'SIGKILL')
  await expect.poll(() => worksAt(address!).catch(() => undefined), { timeout: 60_000 }).toEqual(works)
  await expect.poll(() => height(rpc!).catch(() => undefined), { timeout: 60_000 }).toBe(blocks)
  expect(await stop(studio)).toEqual([])
})

test('a chain that does not answer is named at start; one that stops answering later costs nothing but news', {
  timeout: 180_000,
}, async () => {
  const nobody = server('serve', '--home', join(folder, 'dead'), '--port', await port(), '--rpc', 'http://127.0.0.1:1')
  expect(await nobody.ended).toBe(1)
  expect(nobody.said()).toMatch(/Nothing answers at http:\/\/127\.0\.0\.1:1\.\nHint: /)
  expect(existsSync(join(folder, 'dead/postgres/data/postmaster.pid'))).toBe(false)

  const chain = await EmbeddedChain.start({ folder: join(home, 'chain') })
  const gate = await openGate(chain.rpc)
  const studio = server('serve', '--home', home, '--port', await port(), '--json', '--rpc', gate.url)
  const { address } = await studio.event('listening')
  await studio.event('indexed')
  const works = await worksAt(address!)
  gate.close()
  await setTimeout(1_000)
  expect(await worksAt(address!)).toEqual(works)
  expect(await stop(studio)).toEqual([])
  await chain.stop()
})

/** A way to a chain that can be shut. */
async function openGate(rpc: string): Promise<{ url: string; close(): void }> {
  let isOpen = true
  const gate = createServer(async (request, response) => {
    if (!isOpen) return request.destroy()
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const body = Buffer.concat(chunks)
    const answer = await fetch(rpc, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    response.setHeader('content-type', 'application/json').end(await answer.text())
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  const { port } = gate.address() as AddressInfo
  const close = (): void => {
    isOpen = false
    gate.closeAllConnections()
    gate.close()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}
