import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Account, Amount, Flow, Rights, type Tree, Work } from '@tributary/protocol'
import { Cid, Credential, MemoryStore, Record, Store, verify } from '@tributary/provenance'
import { zeroHash } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallModel } from '../../test/artists.ts'
import { openStudio, type Studio } from '../../test/studio.ts'
import * as sdk from '../index.ts'
import { Identity, Keystore } from '../node/index.ts'

const person = () => privateKeyToAccount(generatePrivateKey())
const key = person()

let studio: Studio
let publisher: sdk.Publisher
let buyer: Awaited<ReturnType<Studio['person']>>
let root: string
let made: Awaited<ReturnType<typeof smallModel>>
let model: sdk.Published
let tree: Tree.Tree
let origin: sdk.Origin

beforeAll(async () => {
  studio = await openStudio()
  const folder = mkdtempSync(join(tmpdir(), 'drafts-'))
  const keys = Keystore.open({ path: join(folder, 'keys.json') })
  const identity = await Identity.open({ keys, folder: join(folder, 'identity'), organization: 'Studio Delta' })
  root = identity.root
  const client = await studio.person()
  buyer = await studio.person(1_000_000_000n)
  publisher = { client, issuer: identity.issuer, credentials: identity.credentials }
  made = await smallModel({ ada: person().address, ben: person().address })
  const dataset = await sdk.draftDataset({ name: 'Two painters', dataset: made.dataset })
  tree = dataset.tree
  const { id } = await sdk.publishWork(publisher, dataset.draft)
  model = await sdk.publishWork(publisher, sdk.draftModel({ name: 'Delta', file: made.file, dataset: id }))
  const { authorization } = await sdk.authorizeKey(publisher, { model: model.work, key: key.address })
  origin = { model: model.id, key, authorization }
})
afterAll(() => studio.chain.stop())

const output = (seed: number, terms: Partial<Parameters<typeof sdk.draftOutput>[0]> = {}) =>
  sdk.draftOutput({
    name: `Dusk ${seed}`,
    weights: made.model,
    recipe: { seed, style: 'ada', width: 24, height: 24 },
    origin,
    contributions: tree,
    ...terms,
  })

test('many outputs are dated by one anchor and shown in one transaction, for little gas each', async () => {
  const count = 12
  const drafts = Array.from({ length: count }, (_, seed) => output(seed))
  const { works, anchor, transactions } = await sdk.publishWorks(publisher, drafts, { anchor: true })
  expect(new Set(works.map(({ id }) => id)).size).toBe(count)
  expect(transactions).toHaveLength(2)
  expect(transactions[1]!.gas / BigInt(count)).toBeLessThan(20_000n)
  for (const { id, work } of works) {
    const { attestation } = (await studio.client.store!.entry(id))!
    expect(attestation!.root).toBe(anchor!.root)
    expect(await sdk.isAuthentic(publisher.client, { output: work, attestation: attestation! })).toBe(true)
  }
})

test('an output that was anchored stays authentic after its key was revoked, another one does not', async () => {
  const second = person()
  const { authorization } = await sdk.authorizeKey(publisher, { model: model.work, key: second.address })
  const by = { model: model.id, key: second, authorization }
  const [anchored] = (await sdk.publishWorks(publisher, [output(100, { origin: by })], { anchor: true })).works
  const { work: late, signature } = await sdk.publishWork(publisher, output(101, { origin: by }), { as: 'none' })
  // A key is dead from the second of its revocation on, so that second must not be the anchor's.
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await sdk.revoke(publisher.client, { model: model.work, key: second.address })
  const { attestation } = (await studio.client.store!.entry(anchored!.id))!
  const question = { output: anchored!.work, attestation: attestation! }
  expect(await sdk.isAuthentic(publisher.client, question)).toBe(true)
  const now = { signature, root: zeroHash, path: [] }
  expect(await sdk.isAuthentic(publisher.client, { output: late, attestation: now })).toBe(false)
  await sdk.mint(publisher.client, { work: anchored!.work, attestation: attestation! })
})

test('equal drafts are one work, and an edition, a name or a share makes another', async () => {
  const prepare = async (draft: sdk.Draft) => (await sdk.prepare(publisher, draft)).id
  const first = await prepare(output(7))
  expect(await prepare(output(7))).toBe(first)
  const others = [output(7, { edition: 2 }), output(7, { name: 'Dawn' }), output(7, { shares: { model: 200_000 } })]
  const ids = await Promise.all(others.map(prepare))
  expect(new Set([first, ...ids]).size).toBe(4)
})

test('two tries at a time are one work, and a new model key signs the same work anew', async () => {
  const [one, two] = await Promise.all([0, 1].map(() => sdk.publishWork(publisher, output(8), { anchor: true })))
  expect(one!.id).toBe(two!.id)
  const next = person()
  const { authorization } = await sdk.authorizeKey(publisher, { model: model.work, key: next.address })
  const by = { model: model.id, key: next, authorization }
  const again = await sdk.publishWork(publisher, output(8, { origin: by }), { as: 'mint' })
  expect(again.id).toBe(one!.id)
  expect(again.signature).not.toBe(one!.signature)
  const { attestation } = (await studio.client.store!.entry(one!.id))!
  expect(attestation!.signature).toBe(again.signature)
})

test('a remix pays its parent under a license that stands behind it', async () => {
  const parent = await sdk.publishWork(publisher, output(20), { as: 'mint' })
  const terms = { rights: Rights.from(['derivative']), derivativeShare: 150_000, price: 3_000_000n }
  const signed = await sdk.signOffer(publisher.client, { work: parent.id, token: studio.dollar, ...terms })
  const { license } = await sdk.buy(buyer, signed)
  const remixer: sdk.Publisher = { ...publisher, client: buyer }
  const content = { bytes: await Store.file(buyer.store!, parent.content), mediaType: 'image/png' }
  const parents = [{ work: parent.id, share: 150_000 }]
  const draft = sdk.draftRemix({ name: 'Dusk, turned', content, parents, store: buyer.store! })
  const remix = await sdk.publishWork(remixer, draft)
  await sdk.link(buyer, { derivative: remix.work, flowPath: [0], offer: signed.offer, license })
  expect(remix.record.tributary.parents).toEqual([parent.id])
  const { lines } = await sdk.quote(buyer, { work: remix.id, amount: 10_000_000n })
  expect(lines.find(({ to }) => to === parent.id)!.amount).toBe(1_500_000n)
  const validator = Credential.validator(publisher.credentials!.library, { anchors: [root] })
  const verdict = await verify(await Store.file(buyer.store!, remix.signed!), {
    validator,
    workId: (preimage) => Work.id(Work.parse(preimage)),
  })
  expect(verdict.answer).toBe('authentic')
})

test('any file can be a work, with its license text, and carries a credential where its type can', async () => {
  const text = new TextEncoder().encode('All rivers run into the sea.')
  const license = { name: 'personal', text: 'Read it.' }
  const poem = { bytes: text, mediaType: 'text/plain', name: 'poem.txt' }
  const flows = [Flow.toAccount(Account.from({ address: person().address }), 50_000)]
  const work = await sdk.publishWork(publisher, sdk.draftImport({ name: 'Poem', content: poem, license, flows }))
  expect(work.signed).toBeUndefined()
  expect(work.record.tributary.license!.sha256).toBe(await Cid.sha256Of(new TextEncoder().encode('Read it.')))
  const entry = (await studio.client.store!.entry(work.id))!
  expect(entry.files.map(({ role }) => role)).toEqual(['content', 'license'])
  expect(Record.hash(work.record)).toBe(work.work.record)
})

test('default shares give of $10 what the studio says, and everyone named gets it', async () => {
  const author = Account.from({ address: person().address })
  const { id } = await sdk.publishWork(publisher, output(30, { author }), { as: 'none' })
  const { lines } = await sdk.quote(publisher.client, { work: id, amount: 10_000_000n })
  const of = lines.filter(({ work }) => work === id).map(({ kind, amount }) => [kind, Amount.format(amount, 6)])
  expect(of).toEqual([
    ['work', '1'],
    ['tree', '1.5'],
    ['account', '0.5'],
    ['residual', '7'],
  ])
})

test('the share of a contributor without an address waits in a work until it is given to them', async () => {
  const contributors = [
    { name: 'ada', address: person().address, weight: 3n, pictures: 1 },
    { name: 'cleo', weight: 1n, pictures: 1 },
  ]
  const dataset = { ...made.dataset, contributors }
  const payees = await sdk.reserveShares(publisher, dataset)
  expect(Object.keys(payees)).toEqual(['cleo'])
  const { draft } = await sdk.draftDataset({ name: 'Two more', dataset, payees })
  const { id } = await sdk.publishWork(publisher, draft)
  await sdk.pay(buyer, { work: id, token: studio.dollar, amount: 1_000_000n })
  const share = (await sdk.workOf(studio.client.store!, payees.cleo!))!
  const cleo = await studio.person()
  await sdk.mint(publisher.client, { work: share, to: cleo.account.address })
  const { amount } = await sdk.claimAll(cleo, { token: studio.dollar })
  expect(amount).toBe(225_000n)
  expect(await studio.balanceOf(cleo.account.address)).toBe(225_000n)
  await sdk.reconcile(studio.client)
})

test('a contributor without an address is named, before anything is published', async () => {
  const contributors = [{ name: 'cleo', weight: 1n, pictures: 1 }]
  const draft = sdk.draftDataset({ name: 'One painter', dataset: { ...made.dataset, contributors } })
  await expect(draft).rejects.toThrow('1 contributors have no address: cleo.')
})

test('publishing without journal, store or account says what is missing', async () => {
  const { client } = publisher
  const without = (change: object) => ({ ...publisher, client: { ...client, ...change } })
  const publish = (change: object) => sdk.publishWork(without(change), output(40))
  await expect(publish({ journal: undefined })).rejects.toMatchObject({ name: 'Publisher.NoJournalError' })
  await expect(publish({ store: undefined })).rejects.toMatchObject({ name: 'Client.NoStoreError' })
  await expect(publish({ account: undefined })).rejects.toMatchObject({ name: 'Client.NoAccountError' })
  await expect(publish({ store: new MemoryStore() })).resolves.toBeDefined()
})
