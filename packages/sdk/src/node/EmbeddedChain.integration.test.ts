import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createPublicClient, createTestClient, http } from 'viem'
import { expect, test } from 'vitest'
import { reach } from '../client/Client.ts'
import * as Deployment from '../deploy/Deployment.ts'
import * as EmbeddedChain from './EmbeddedChain.ts'
import * as Keystore from './Keystore.ts'
import * as Process from './Process.ts'
import { prepareChain } from './prepareChain.ts'

const chainModule = new URL('./EmbeddedChain.ts', import.meta.url).pathname
const folder = (): string => mkdtempSync(join(tmpdir(), 'chain-'))
const someone = '0x00000000000000000000000000000000000000Aa'
const genesis = async (rpc: string) =>
  (await createPublicClient({ transport: http(rpc) }).getBlock({ blockNumber: 0n })).hash

test('a chain keeps its genesis, blocks and balances over a stop', async () => {
  const home = folder()
  const first = await EmbeddedChain.start({ folder: home })
  expect(first.recovery).toBe('fresh')
  await first.fund(someone, '5')
  await createTestClient({ mode: 'anvil', transport: http(first.rpc) }).mine({ blocks: 3 })
  const hash = await genesis(first.rpc)
  await first.stop()
  expect(Process.find(first.pid)).toBeUndefined()

  const second = await EmbeddedChain.start({ folder: home })
  const client = createPublicClient({ transport: http(second.rpc) })
  expect(second.port).toBe(first.port)
  expect(await genesis(second.rpc)).toBe(hash)
  expect(await client.getBlockNumber()).toBe(3n)
  expect(await client.getBalance({ address: someone })).toBe(5n * 10n ** 18n)
  await second.stop()
})

test('a chain is the same one however often it is started, goes by the clock, and is no other chain', async () => {
  const [home, other] = [folder(), folder()]
  const seen = new Set<string>()
  for (let starts = 0; starts < 5; starts++) {
    const chain = await EmbeddedChain.start({ folder: home })
    await createTestClient({ mode: 'anvil', transport: http(chain.rpc) }).mine({ blocks: 1 })
    const { timestamp } = await createPublicClient({ transport: http(chain.rpc) }).getBlock()
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(10)
    seen.add(await genesis(chain.rpc))
    await chain.stop()
  }
  expect(seen.size).toBe(1)
  const stranger = await EmbeddedChain.start({ folder: other })
  expect(seen).not.toContain(await genesis(stranger.rpc))
  await stranger.stop()
})

test('a killed starter leaves no chain behind', async () => {
  const home = folder()
  const code = `import { start } from ${JSON.stringify(chainModule)}; const c = await start({ folder: ${JSON.stringify(home)} }); console.log(c.pid); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = Number(await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data)))))
  expect(Process.find(pid)).toBeDefined()
  child.kill('SIGKILL')
  await expect.poll(() => Process.find(pid), { timeout: 5_000 }).toBeUndefined()
})

test('a starter that simply ends leaves no chain behind and does not hang', async () => {
  const home = folder()
  const code = `import { start } from ${JSON.stringify(chainModule)}; const c = await start({ folder: ${JSON.stringify(home)} }); console.log(c.pid)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = Number(await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data)))))
  await new Promise((resolve) => child.once('exit', resolve))
  await expect.poll(() => Process.find(pid), { timeout: 5_000 }).toBeUndefined()
})

test('a chain that was left running is adopted by the next start and stopped by it', async () => {
  const home = folder()
  const code = `import { start } from ${JSON.stringify(chainModule)}; const c = await start({ folder: ${JSON.stringify(home)}, lifetime: 'stop' }); console.log(c.pid); process.exit()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.once('exit', resolve))
  const adopted = await EmbeddedChain.start({ folder: home })
  expect(adopted.adopted).toBe(true)
  await adopted.stop()
  expect(Process.find(adopted.pid)).toBeUndefined()
  expect(await EmbeddedChain.find(home)).toBeUndefined()
})

test('a chain that is about to end is waited for, never adopted and never doubled', async () => {
  const home = folder()
  const code = `import { start } from ${JSON.stringify(chainModule)}; const c = await start({ folder: ${JSON.stringify(home)} }); console.log(c.pid); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = Number(await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data)))))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  const next = await EmbeddedChain.start({ folder: home })
  expect(next.adopted).toBe(false)
  expect(next.pid).not.toBe(pid)
  expect(Process.find(pid)).toBeUndefined()
  expect(next.recovery).not.toBe('lost')
  await next.stop()
})

test('a chain that is killed the moment it is there is the same one at the next start', async () => {
  const home = folder()
  const seen = new Set<string>()
  for (let starts = 0; starts < 3; starts++) {
    const chain = await EmbeddedChain.start({ folder: home })
    seen.add(await genesis(chain.rpc))
    process.kill(chain.pid, 'SIGKILL')
    await expect.poll(() => Process.find(chain.pid), { timeout: 5_000 }).toBeUndefined()
  }
  expect(seen.size).toBe(1)
})

test('whoever finds a chain while it starts finds that one again after it was killed', async () => {
  const home = folder()
  const starting = EmbeddedChain.start({ folder: home })
  let found: EmbeddedChain.Running | undefined
  while (found === undefined) [found] = await Promise.all([EmbeddedChain.find(home), setTimeout(1)])
  const hash = await genesis(`http://127.0.0.1:${found.port}`)
  process.kill(found.pid, 'SIGKILL')
  await starting.catch(() => {})
  const again = await EmbeddedChain.start({ folder: home })
  expect(await genesis(again.rpc)).toBe(hash)
  await again.stop()
})

test('a chain that is killed in the middle of its first deployment is made ready by the next start', async () => {
  const home = folder()
  const keys = Keystore.open({ path: join(home, 'keys') })
  const account = keys.account('publisher')
  const seen = new Set<string>()
  for (const contracts of [1, 3]) {
    const chain = await EmbeddedChain.start({ folder: home })
    const { public: node } = await reach({ rpc: chain.rpc })
    seen.add(await genesis(chain.rpc))
    const preparing = prepareChain(chain, keys, account).catch((error: unknown) => error)
    const { address } = Deployment.contracts()[contracts]!
    while ((await node.getCode({ address })) === undefined);
    process.kill(chain.pid, 'SIGKILL')
    expect(await preparing).toBeInstanceOf(Error)
  }
  const whole = await EmbeddedChain.start({ folder: home })
  await prepareChain(whole, keys, account)
  const client = await reach({ rpc: whole.rpc, account })
  for (const { address } of Deployment.contracts()) expect(await client.public.getCode({ address })).toBeDefined()
  expect(await client.public.getBalance(account)).toBeGreaterThan(0n)
  expect(seen.add(await genesis(whole.rpc)).size).toBe(1)
  await whole.stop()
})

test('a state file that was cut in half is replaced by the last whole copy', async () => {
  const home = folder()
  const first = await EmbeddedChain.start({ folder: home })
  await first.fund(someone, '7')
  const hash = await genesis(first.rpc)
  await first.stop()
  const state = join(home, 'state.json')
  truncateSync(state, Math.floor(readFileSync(state).length / 2))
  const second = await EmbeddedChain.start({ folder: home })
  expect(second.recovery).toBe('restored')
  expect(await genesis(second.rpc)).toBe(hash)
  await second.stop()
})

test('what a process that was killed had half copied is removed by the next start, what another one is copying is not', async () => {
  const home = folder()
  const gone = spawn('true')
  await new Promise((resolve) => gone.once('exit', resolve))
  const drafts = [`${gone.pid}.draft`, `${gone.pid}.7.draft`, `${process.ppid}.7.draft`]
  for (const draft of drafts) writeFileSync(join(home, `state.json.whole.${draft}`), '{')
  const chain = await EmbeddedChain.start({ folder: home })
  await chain.stop()
  const left = readdirSync(home).filter((name) => name.endsWith('.draft'))
  expect(left).toEqual([`state.json.whole.${process.ppid}.7.draft`])
})

test('a taken port is refused by name of who took it, and a port that cannot be is refused', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await expect(EmbeddedChain.start({ folder: folder(), port })).rejects.toThrow(
    new RegExp(`Port ${port} is taken by .*process ${process.pid}`),
  )
  server.close()
  await expect(EmbeddedChain.start({ folder: folder(), port: 70_000 })).rejects.toThrow('The port is 70000')
})
