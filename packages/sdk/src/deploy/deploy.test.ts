import { createTestClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, type Studio } from '../../test/studio.ts'
import { as, connect, Deployment, deploy, reach } from '../index.ts'

let studio: Studio
beforeAll(async () => {
  studio = await openStudio()
})
afterAll(() => studio.chain.stop())

test('a second deployment sends nothing and finds the same addresses', async () => {
  const again = await deploy(studio.client)
  expect(again.gas).toBe(0n)
  expect(again.deployment).toEqual(Deployment.addresses())
})

test('other code at an address is noticed, and missing code stops connect', async () => {
  const test = createTestClient({ mode: 'anvil', transport: http(studio.chain.rpc) })
  const { address } = Deployment.contracts()[1]!
  const code = (await studio.client.public.getCode({ address }))!
  await test.setCode({ address, bytecode: `${code.slice(0, -2)}00` as `0x${string}` })
  await expect(deploy(studio.client)).rejects.toThrow(`The code at ${address} is not that of ledger`)
  await test.setCode({ address, bytecode: '0x' })
  await expect(connect({ rpc: studio.chain.rpc })).rejects.toThrow(/has no code at ledger/)
  await test.setCode({ address, bytecode: code })
  await connect({ rpc: studio.chain.rpc, chainId: 31337, genesis: studio.client.genesis })
})

test('a wrong chain, a reset chain and a dead RPC are told apart', async () => {
  const { rpc } = studio.chain
  await expect(connect({ rpc, chainId: 8453 })).rejects.toMatchObject({ name: 'Client.WrongChainError', retry: false })
  const genesis = `0x${'12'.repeat(32)}` as const
  await expect(connect({ rpc, genesis })).rejects.toMatchObject({ name: 'Client.ChainResetError', retry: false })
  const dead = connect({ rpc: 'http://127.0.0.1:9', retries: 0 })
  await expect(dead).rejects.toMatchObject({ name: 'Client.UnreachableError', retry: true })
})

test('a well-known key is refused on any chain that is not for development', async () => {
  const junk = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
  await reach({ rpc: studio.chain.rpc, account: junk })
  const elsewhere = { ...studio.client, chainId: 1 }
  expect(() => as(elsewhere, { account: junk })).toThrow('is a test key that everybody knows')
})
