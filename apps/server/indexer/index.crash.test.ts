import { join } from 'node:path'
import { EmbeddedChain } from '@tributary/sdk/node'
import { createTestClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProxy } from '../../../packages/sdk/test/proxy.ts'
import { openStudio } from '../../../packages/sdk/test/studio.ts'
import { type Index, openIndex } from './test/openIndex.ts'
import { everyAct, openScene, play, type Scene } from './test/Scene.ts'

let index: Index
let scene: Scene

beforeAll(async () => {
  index = await openIndex()
  scene = await openScene(index.studio)
}, 240_000)
afterAll(() => index[Symbol.asyncDispose]())

const playSome = async (from: number, to: number): Promise<void> => {
  for (const act of everyAct.slice(from, to)) await play(scene, act)
}

describe('the index is whole again (R-14)', { timeout: 240_000 }, () => {
  test('after the indexer was killed in the middle of what it did, at once and without waiting', async () => {
    const first = await index.start()
    const playing = playSome(0, 12)
    await new Promise((resolve) => setTimeout(resolve, 150))
    process.kill(first.pid, 'SIGKILL')
    await Promise.all([playing, first.ended])
    const second = await index.start()
    expect((await index.check()).differences).toEqual([])
    const whole = await index.dump()
    await second.stop()
    const third = await index.start()
    await index.check()
    expect(await index.dump()).toEqual(whole)
    await third.stop()
  })

  test('after the node was away, hung up and refused', async () => {
    let mood: { hangUp?: boolean; status?: number } | undefined
    const proxy = await openProxy(index.studio.client.rpc, () => mood)
    const indexer = await index.start(proxy.rpc)
    for (const bad of [{ hangUp: true }, { status: 503 }, { hangUp: true }]) {
      mood = bad
      await playSome(3, 7)
      await new Promise((resolve) => setTimeout(resolve, 500))
      mood = undefined
      expect((await index.check()).differences).toEqual([])
    }
    await indexer.stop()
    proxy.close()
  })

  test('after the chain was killed, which loses its last second more often than not', async () => {
    const { chain } = index.studio
    const indexer = await index.start()
    await playSome(3, 9)
    const { block } = await index.check()
    process.kill(chain.pid, 'SIGKILL')
    const reborn = await EmbeddedChain.start({ folder: join(index.folder, 'chain'), port: chain.port })
    expect(await index.studio.client.public.getBlockNumber()).toBeLessThanOrEqual(block)
    expect((await index.check()).differences).toEqual([])
    await playSome(3, 5)
    expect((await index.check()).differences).toEqual([])
    await indexer.stop()
    await reborn.stop()
  })
})

test('another chain of the same number on the same database is told from the first (R-15)', {
  timeout: 240_000,
}, async () => {
  const other = await openStudio()
  const there = await openScene(other)
  for (const act of everyAct.slice(0, 9)) await play(there, act)
  await createTestClient({ mode: 'anvil', transport: http(other.client.rpc) }).mine({ blocks: 60 })
  const indexer = await index.start(other.client.rpc)
  expect((await index.check(other.client)).differences).toEqual([])
  await indexer.stop()
  await other.chain.stop()
})
