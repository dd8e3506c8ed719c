import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Offer, Rights, TypedData } from '@tributary/protocol'
import { Deployment } from '@tributary/sdk'
import { EmbeddedChain, ensureHome, Port } from '@tributary/sdk/node'
import type { Draft, Job, Plan, Receipt, Studio } from '@tributary/sdk/wire'
import { type Address, createPublicClient, createWalletClient, erc20Abi, type Hex, http } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { afterAll, expect, test } from 'vitest'
import { type Command, killAll, server, untilGone } from './Command.ts'
import { type Guest, signIn } from './Guest.ts'
import { stripes } from './pictures.ts'

const home = mkdtempSync(join(tmpdir(), 'tributary-load-'))
afterAll(() => {
  killAll()
  rmSync(home, { recursive: true, force: true })
})

const price = 1_000_000n
const [rounds, people] = [3, 4]

/** A write as its sender remembers it: what came of it, if the answer arrived, and how to ask for it again. */
type Write = { readonly kind: 'upload' | 'job' | 'draft' | 'order'; seen?: string; again(who: Guest): Promise<string> }
type Person = { readonly guest: Guest; readonly writes: Write[] }
type Place = { readonly address: string; readonly offer: Hex }

let pictures = 0

/** Writes one thing after the other as long as somebody answers; any other trouble than silence is one. */
async function writeUntilCut({ guest, writes }: Person, { offer }: Place): Promise<void> {
  const kinds = [upload, verify, draft, order]
  try {
    for (let turn = randomInt(kinds.length); ; turn++) {
      const write = await kinds[turn % kinds.length]!(guest, offer)
      writes.push(write)
      write.seen = await write.again(guest)
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

async function upload(): Promise<Write> {
  const bytes = stripes(++pictures * 37, 32)
  return { kind: 'upload', again: (who) => who.upload(bytes) }
}

async function verify(who: Guest): Promise<Write> {
  const [picture, key] = [await who.upload(stripes(0, 32)), randomUUID()]
  const again: Write['again'] = async (who) =>
    (await who.post<Job>('/v1/jobs', { kind: 'verify', upload: picture }, key)).id
  return { kind: 'job', again }
}

async function draft(who: Guest): Promise<Write> {
  const [content, key] = [{ upload: await who.upload(stripes(0, 32)) }, randomUUID()]
  const parts = [{ kind: 'import', name: `Draft ${key}`, content }]
  return { kind: 'draft', again: async (who) => (await who.post<Draft>('/v1/drafts', { parts }, key)).id }
}

/** One price for one license, whichever of its requests arrives. */
async function order({ account, post }: Guest, offer: Hex): Promise<Write> {
  const { signature } = await post<Plan>('/v1/plans/order', { account: account.address, offer })
  const signed = await account.signTypedData(signature!.typedData as never)
  const authorization = { ...(signature!.body.authorization as object), signature: signed }
  const body = { ...signature!.body, authorization }
  return { kind: 'order', again: async (who) => (await who.post<Receipt>(signature!.post, body)).license }
}

async function readUntil(signal: AbortSignal, { address }: Place): Promise<void> {
  while (!signal.aborted) {
    for (const path of ['/v1/works', '/v1/offers', '/health']) await fetch(address + path, { signal }).catch(() => {})
    await setTimeout(20)
  }
}

/** Publishes a picture and offers licenses of it, as the browser does. */
async function sell({ account, get, post, upload }: Guest, rpc: string): Promise<Hex> {
  const parts = [{ kind: 'import', name: 'River', content: { upload: await upload(stripes(1)) } }]
  const { id } = await post<Draft>('/v1/drafts', { parts })
  const until = async (state: Draft['state']): Promise<Draft> => {
    await expect.poll(async () => (await get<Draft>(`/v1/drafts/${id}`)).state, { timeout: 60_000 }).toBe(state)
    return get<Draft>(`/v1/drafts/${id}`)
  }
  const { id: work, toSign } = (await until('unsigned')).works[0]!
  const signature = await account.signTypedData(toSign as never)
  await post(`/v1/drafts/${id}/signature`, { signatures: [{ work, signature }] })
  await send(account, (await until('ready')).plan!, rpc)
  await until('published')
  const { gateway } = await get<Studio>('/v1/studio')
  const [token, rights] = [Deployment.testDollar().address, Rights.from(['display'])]
  const terms = Offer.from({ work: work as Hex, token, price, rights, supply: 10_000, gateway: gateway as Address })
  const domain = { chainId: 31337, verifyingContract: Deployment.addresses().licenses }
  const signed = await account.signTypedData(TypedData.offer(domain, terms))
  await post('/v1/offers', { offer: Offer.toJson(terms), signature: signed })
  return Offer.id(terms)
}

async function send(account: PrivateKeyAccount, { calls }: Plan, rpc: string): Promise<void> {
  const wallet = createWalletClient({ account, transport: http(rpc) })
  const chain = createPublicClient({ transport: http(rpc), pollingInterval: 20 })
  for (const { to, data, value } of calls) {
    const call = { to: to as Address, data: data as Hex, value: BigInt(value), chain: null }
    await chain.waitForTransactionReceipt({ hash: await wallet.sendTransaction(call) })
  }
}

async function balanceOf(rpc: string, owner: Address): Promise<bigint> {
  const { address } = Deployment.testDollar()
  const chain = createPublicClient({ transport: http(rpc) })
  return chain.readContract({ abi: erc20Abi, address, functionName: 'balanceOf', args: [owner] })
}

/** All jobs that somebody began, by what they are. */
async function jobsOf({ get }: Guest, kind: Job['kind']): Promise<string[]> {
  const ids: string[] = []
  for (let path: string | undefined = '/v1/jobs?limit=100'; path !== undefined; ) {
    const { items, next }: { items: Job[]; next?: string } = await get(path)
    ids.push(...items.filter((job) => job.kind === kind).map(({ id }) => id))
    path = next && `/v1/jobs?limit=100&cursor=${next}`
  }
  return ids
}

const seen = (writes: readonly Write[], kind: Write['kind']): (string | undefined)[] =>
  writes.filter((write) => write.kind === kind).map((write) => write.seen)
const seenOf = (everyone: readonly Person[]): number =>
  everyone.flatMap(({ writes }) => writes).filter((write) => write.seen).length
const same = (some: Iterable<unknown>): string[] => [...new Set(some)].map(String).sort()

/** Everything that somebody asked for is there, once. */
async function assertWhole({ guest, writes }: Person, rpc: string, rich: bigint): Promise<void> {
  expect(await guest.get('/v1/session')).toMatchObject({ address: guest.account.address })
  for (const id of seen(writes, 'upload')) expect((await guest.ask('GET', `/v1/uploads/${id}`)).status).toBe(200)
  const jobs = await jobsOf(guest, 'verify')
  expect(jobs.toSorted()).toEqual(same(seen(writes, 'job')))
  const drafts = await jobsOf(guest, 'publish')
  expect(drafts).toHaveLength(seen(writes, 'draft').length)
  for (const id of seen(writes, 'draft')) expect((await guest.ask('GET', `/v1/drafts/${id}`)).status).toBe(200)
  const orders = seen(writes, 'order')
  expect(same(orders)).toHaveLength(orders.length)
  expect(await balanceOf(rpc, guest.account.address)).toBe(rich - price * BigInt(orders.length))
}

test('R-18: a server that is killed under load keeps every write that it answered, and does those once that it did not', {
  timeout: 240_000,
}, async () => {
  ensureHome(home)
  // Only the studio is killed: this stands for a chain elsewhere, which goes on.
  const chain = await EmbeddedChain.start({ folder: join(home, 'chain') })
  const port = `${await Port.findFree()}`
  const start = async (): Promise<{ studio: Command; address: string }> => {
    const studio = server('serve', '--home', home, '--port', port, '--json')
    return { studio, address: (await studio.event('listening')).address! }
  }
  let { studio, address } = await start()
  await studio.event('indexed')
  const enter = async (): Promise<Guest> => {
    const guest = await signIn(address)
    await guest.ask('POST', '/v1/play-money', { address: guest.account.address })
    return guest
  }
  const place = { address, offer: await sell(await enter(), chain.rpc) }
  const everyone: Person[] = []
  while (everyone.length < people) everyone.push({ guest: await enter(), writes: [] })
  const rich = await balanceOf(chain.rpc, everyone[0]!.guest.account.address)
  for (let round = 0; round < rounds; round++) {
    const reading = new AbortController()
    const load = [readUntil(reading.signal, place), ...everyone.map((person) => writeUntilCut(person, place))]
    const before = seenOf(everyone)
    await expect.poll(() => seenOf(everyone), { timeout: 60_000 }).toBeGreaterThan(before + 4 * people)
    await setTimeout(randomInt(1_000))
    const processes = studio.tree()
    studio.killTree()
    reading.abort()
    await Promise.all(load)
    expect(await untilGone(processes)).toEqual([])
    ;({ studio, address } = await start())
  }
  const all = everyone.flatMap(({ writes }) => writes)
  for (const kind of ['upload', 'job', 'draft', 'order'] as const)
    expect(seen(all, kind).some(Boolean), kind).toBe(true)
  // Those that were answered say the same again; those that were not are done now, or were.
  for (const person of everyone) {
    await Promise.all(
      person.writes.map(async (write) => {
        const answer = await write.again(person.guest)
        expect(answer).toBe(write.seen ?? answer)
        write.seen = answer
      }),
    )
    await assertWhole(person, chain.rpc, rich)
  }
  await chain.stop()
})
