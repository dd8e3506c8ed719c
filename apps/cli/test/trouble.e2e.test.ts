import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { EmbeddedChain, findAnvil, Home, Keystore, Port } from '@tributary/sdk/node'
import { createTestClient, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { ask, type Run, temporaryFolder, tributary } from './tributary.ts'

/** A key that stands in the manual of every tool. */
const junk = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'

/** What every failure of the command line has in common. */
function expectPlain({ code, stdout, stderr }: Run): void {
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^Error: .+\nHint: .+\n$/s)
  expect(stderr).not.toMatch(/\n\s+at /)
}

/** A node of any chain id, without contracts. */
async function startNode(chainId: number): Promise<AsyncDisposable & { readonly rpc: string }> {
  const port = await Port.findFree()
  const node = spawn(findAnvil(), ['--port', `${port}`, '--chain-id', `${chainId}`, '--quiet'], { stdio: 'ignore' })
  const rpc = `http://127.0.0.1:${port}`
  const body = '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}'
  const headers = { 'content-type': 'application/json' }
  for (let isUp = false; !isUp; ) {
    isUp = await fetch(rpc, { method: 'POST', headers, body }).then(
      () => true,
      () => setTimeout(50).then(() => false),
    )
  }
  return {
    rpc,
    [Symbol.asyncDispose]: async () => {
      node.kill('SIGKILL')
      await once(node, 'exit')
    },
  }
}

describe('chains', () => {
  test('an RPC that does not answer is named', async () => {
    using home = temporaryFolder()
    await ask(['init', '--home', home.path])
    const run = await tributary(['status', '--rpc', 'http://127.0.0.1:9', '--home', home.path])
    expectPlain(run)
    expect(run.stderr).toContain('Nothing answers at http://127.0.0.1:9.')
  })

  test('an RPC address that is none is refused as a wrong call', async () => {
    const { code, stderr } = await tributary(['status', '--rpc', 'not a url'])
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('http://') })
  })

  test('a chain without the contracts says how to deploy, and deploying mends it', async () => {
    using home = temporaryFolder()
    await using node = await startNode(31337)
    await ask(['init', '--home', home.path, '--rpc', node.rpc])
    const run = await tributary(['status', '--home', home.path])
    expectPlain(run)
    expect(run.stderr).toMatch(/has no code at .*tributary deploy/s)
    Keystore.open({ path: Home.at(home.path).keys }).put('rich', junk)
    const { contracts } = await ask<{ contracts: unknown[] }>(['deploy', '--as', 'rich', '--home', home.path])
    expect(contracts).toHaveLength(7)
    expect((await tributary(['status', '--home', home.path])).code).toBe(0)
    expect(await ask(['deploy', '--as', 'rich', '--home', home.path])).toMatchObject({ gas: '0' })
  })

  test('a well-known test key is refused on a public chain, and is never printed', async () => {
    using home = temporaryFolder()
    await using node = await startNode(1)
    await ask(['init', '--home', home.path])
    Keystore.open({ path: Home.at(home.path).keys }).put('deployer', junk)
    const run = await tributary(['deploy', '--rpc', node.rpc, '--home', home.path])
    expectPlain(run)
    expect(run.stderr).toContain('is a test key that everybody knows')
    expect(run.stderr).not.toContain(junk.slice(2))
  })

  test('a chain that was reset is noticed before anything is sent', async () => {
    using home = temporaryFolder()
    await ask(['init', '--home', home.path])
    await ask(['status', '--home', home.path])
    rmSync(Home.at(home.path).chain, { recursive: true })
    const run = await tributary(['pay', '0x1234', '1', '--home', home.path])
    expectPlain(run)
    expect(run.stderr).toContain('was reset')
  })

  test('on a public chain an amount needs a token that somebody named', async () => {
    using home = temporaryFolder()
    await using node = await startNode(1)
    await ask(['init', '--home', home.path, '--rpc', node.rpc])
    const deployer = Keystore.open({ path: Home.at(home.path).keys }).account('deployer').address
    await createTestClient({ mode: 'anvil', transport: http(node.rpc) }).setBalance({
      address: deployer,
      value: 10n ** 18n,
    })
    expect(await ask<{ contracts: unknown[] }>(['deploy', '--home', home.path])).toMatchObject({ chainId: 1 })
    expect((await tributary(['status', '--home', home.path])).code).toBe(0)
    writeFileSync(home.to('poem.txt'), 'Roses are read.')
    const run = await tributary(['publish', home.to('poem.txt'), '--dry-run', '--home', home.path])
    expectPlain(run)
    expect(run.stderr).toMatch(/chain 1 has no test dollar.\nHint: Name one with --token/)
  })
})

describe('the machine', () => {
  test('a taken port names who took it', async () => {
    using home = temporaryFolder()
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    await ask(['init', '--home', home.path, '--port', `${port}`])
    const run = await tributary(['status', '--home', home.path])
    server.close()
    expectPlain(run)
    expect(run.stderr).toMatch(new RegExp(`Port ${port} is taken by .+ \\(process ${process.pid}\\)`))
  })

  test('a second process on one home waits for nobody: it says who works there', async () => {
    using home = temporaryFolder()
    await ask(['init', '--home', home.path])
    using _open = Home.open(home.path)
    const run = await tributary(['pay', '0x1234', '1', '--home', home.path])
    expectPlain(run)
    expect(run.stderr).toContain(`held by process ${process.pid}`)
  })

  test('a shared home lets others write while its chain runs elsewhere', async () => {
    using home = temporaryFolder()
    await ask(['init', '--home', home.path])
    const chain = await EmbeddedChain.start({ folder: Home.at(home.path).chain })
    try {
      const run = await tributary(['pay', '0x1234', '1', '--home', home.path])
      expect(run.stderr).toContain('The store holds 0 works')
      expect(await EmbeddedChain.find(Home.at(home.path).chain)).toBeDefined()
    } finally {
      await chain.stop()
    }
  })
})
