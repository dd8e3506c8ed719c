import { Account, Flow, Leaf, type License, Rights, Tree, Work } from '@tributary/protocol'
import * as sdk from '@tributary/sdk'
import fc from 'fast-check'
import { createWalletClient, erc20Abi, type Hex, http, keccak256, zeroHash } from 'viem'
import { keep } from '../../../../packages/sdk/test/keep.ts'
import { type Studio, someRecord } from '../../../../packages/sdk/test/studio.ts'

type Person = Awaited<ReturnType<Studio['person']>>

/** People, and what they have made, sold and bought so far. */
export type Scene = {
  readonly studio: Studio
  readonly people: readonly Person[]
  readonly works: Work.Work[]
  readonly holders: Map<Hex, Person>
  readonly offers: { readonly holder: Person; readonly signed: sdk.SignedOffer }[]
  readonly licenses: { readonly owner: Person; readonly license: License.License }[]
}

/** One thing that somebody does: what, who, to which of the works, offers or licenses, and how much. */
export type Act = {
  readonly kind: keyof typeof acts
  readonly by: number
  readonly at: number
  readonly amount: bigint
}

/** What an act is played with: the scene, who acts, upon which work, with how much, and the number that chose. */
type Turn = { readonly scene: Scene; readonly who: Person; readonly work: Work.Work } & Act

export async function openScene(studio: Studio): Promise<Scene> {
  const people = [await studio.person(10n ** 13n), await studio.person(10n ** 13n), await studio.person(10n ** 13n)]
  const scene: Scene = { studio, people, works: [], holders: new Map(), offers: [], licenses: [] }
  for (const at of [0, 1, 2]) await make({ scene, who: people[at]!, at, amount: 5n })
  return scene
}

/** Plays an act. What the contracts refuse, since chance comes up with nonsense, changes nothing. */
export async function play(scene: Scene, act: Act): Promise<void> {
  const who = pick(scene.people, act.by)
  const work = pick(scene.works, act.at)
  try {
    await acts[act.kind]({ scene, who, work, ...act })
  } catch (error) {
    if (!(error instanceof sdk.RevertedError)) throw error
  }
}

const pick = <item>(items: readonly item[], at: number): item => items[at % items.length]!

/** A work that owes two earlier works, a person, and a tree of people and a work. */
async function make({ scene, who, at, amount }: Pick<Turn, 'scene' | 'who' | 'at' | 'amount'>): Promise<void> {
  const { client } = scene.studio
  const account = (index: number) => Account.from({ address: pick(scene.people, index).account.address })
  const ids = scene.works.map((work) => Work.id(work))
  const leaves = [Leaf.toAccount(account(at), 1n + amount), Leaf.toAccount(account(at + 1), 3n)]
  const tree = await Tree.from(ids.length > 0 ? [...leaves, Leaf.toWork(pick(ids, at), 2n)] : leaves)
  const parents = [...new Set([at, at + 1].map((index) => ids[index % ids.length]))].flatMap((id) => id ?? [])
  const flows = [
    ...parents.map((id) => Flow.toWork(id, 120_000)),
    Flow.toAccount(account(at + 2), 70_000),
    Flow.toTree(tree.root, 130_000),
  ]
  const home = Account.from({ chainId: client.chainId, address: client.deployment.works })
  const creator = Account.from({ address: who.account.address })
  const work = Work.from({ creator, home, record: someRecord(), resale: 50_000, flows })
  scene.works.push(work)
  scene.holders.set(await keep(client.store!, work, [tree]), who)
}

function holderOf({ scene, work }: Turn): Person {
  return scene.holders.get(Work.id(work))!
}

async function offer(turn: Turn): Promise<void> {
  const { scene, work, amount } = turn
  const holder = holderOf(turn)
  const terms = { price: amount, token: scene.studio.dollar, rights: Rights.from(['display', 'resale']) }
  const limits = { supply: 3, uses: 100, duration: 1_000_000n, revenueShare: 10_000 }
  const fields = {
    work: Work.id(work),
    ...terms,
    ...limits,
    text: zeroHash,
    validUntil: 10n ** 11n,
    salt: BigInt(scene.offers.length),
  }
  scene.offers.push({ holder, signed: await sdk.signOffer(holder, fields) })
}

async function license(turn: Turn, take: (signed: sdk.SignedOffer) => Promise<sdk.buy.ReturnType>): Promise<void> {
  const { scene, who, at } = turn
  if (scene.offers.length === 0) await offer(turn)
  const { signed } = pick(scene.offers, at)
  scene.licenses.push({ owner: who, license: (await take(signed)).license })
}

async function checkout({ scene, who }: Turn, signed: sdk.SignedOffer) {
  const to = await sdk.checkoutOf(who, { offer: signed.id })
  const authorization = await sdk.signTransfer(who, { token: signed.offer.token, to, value: signed.offer.price })
  return sdk.settleCheckout(pick(scene.people, 0), { ...signed, authorization })
}

/** Resale royalties, as a marketplace sends them. */
async function sendRoyalty({ scene, who, work, amount }: Turn): Promise<void> {
  const id = Work.id(work)
  const to = await sdk.receiverOf(who, { work: id })
  const transport = http(who.rpc)
  const wallet = createWalletClient({ account: who.account, chain: who.public.chain!, transport })
  const call = { abi: erc20Abi, address: scene.studio.dollar, functionName: 'transfer', args: [to, amount] } as const
  await who.turns(who.account.address, async () => {
    await who.public.waitForTransactionReceipt({ hash: await wallet.writeContract(call) })
  })
  await sdk.sweep(who, { work: id, token: scene.studio.dollar })
}

async function use({ scene, at, amount }: Turn): Promise<void> {
  if (scene.licenses.length === 0) return
  const { owner, license } = pick(scene.licenses, at)
  const used = Number(amount % 100n)
  await sdk.use(owner, { license, used, signature: await sdk.signVoucher(owner, { license, used }) })
}

const acts = {
  make,
  publish: ({ who, work }: Turn) => sdk.publish(who, { works: [work] }),
  mint: (turn: Turn) => sdk.mint(holderOf(turn), { work: turn.work }),
  pay: ({ scene, who, work, amount }: Turn) =>
    sdk.pay(who, { work: Work.id(work), token: scene.studio.dollar, amount }),
  payResale: ({ scene, who, work, amount }: Turn) =>
    sdk.pay(who, { work: Work.id(work), token: scene.studio.dollar, amount, bucket: 'resale' }),
  sendRoyalty,
  settle: ({ scene, who, work }: Turn) => sdk.settleLineage(who, { work: Work.id(work), token: scene.studio.dollar }),
  claim: ({ scene, who }: Turn) => sdk.claimAll(who, { token: scene.studio.dollar }),
  collect: (turn: Turn) =>
    sdk.collect(holderOf(turn), {
      work: turn.work,
      token: turn.scene.studio.dollar,
      bucket: 'sales',
      to: turn.who.account.address,
    }),
  give: async (turn: Turn) => {
    await sdk.transfer(holderOf(turn), { work: turn.work, to: turn.who.account.address })
    turn.scene.holders.set(Work.id(turn.work), turn.who)
  },
  offer,
  list: async ({ scene, who, at }: Turn) => {
    if (scene.offers.length > 0) await sdk.listOffer(who, pick(scene.offers, at).signed)
  },
  buy: (turn: Turn) => license(turn, (signed) => sdk.buy(turn.who, signed)),
  checkout: (turn: Turn) => license(turn, (signed) => checkout(turn, signed)),
  use,
  cancel: async ({ scene, at }: Turn) => {
    if (scene.offers.length === 0) return
    const { holder, signed } = pick(scene.offers, at)
    await sdk.cancel(holder, { offer: signed.id })
  },
  cancelAll: ({ who }: Turn) => sdk.cancelAll(who),
  anchor: ({ who, amount }: Turn) => sdk.anchor(who, { root: keccak256(`0x${amount.toString(16).padStart(64, '0')}`) }),
  authorize: (turn: Turn) =>
    sdk.authorize(holderOf(turn), { model: turn.work, key: turn.who.account.address, until: 10n ** 11n }),
  revokeAll: (turn: Turn) => sdk.revokeAll(holderOf(turn), { model: turn.work }),
}

/** Acts that chance comes up with; what moves money comes up more often. */
export const someActs = (length: number): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...names, ...moneyNames, ...moneyNames),
      by: fc.nat(9),
      at: fc.nat(9),
      amount: fc.bigInt(1_000n, 10_000_000n),
    }),
    { minLength: length, maxLength: length },
  )

const names = Object.keys(acts) as (keyof typeof acts)[]
const moneyNames = names.filter((name) => ['pay', 'settle', 'claim', 'collect', 'buy', 'mint'].includes(name))

/** Each act once, in an order in which most are accepted. */
export const everyAct: readonly Act[] = names.map((kind, index) => ({ kind, by: index, at: 1, amount: 1_000_003n }))
