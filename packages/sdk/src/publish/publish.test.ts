import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Account, Work } from '@tributary/protocol'
import { Credential, Store, verify } from '@tributary/provenance'
import { FileStore } from '@tributary/provenance/node'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallModel } from '../../test/artists.ts'
import { openStudio, type Studio } from '../../test/studio.ts'
import * as sdk from '../index.ts'
import { FileJournal, Identity, Keystore } from '../node/index.ts'

const person = () => privateKeyToAccount(generatePrivateKey())
const [ada, ben, author] = [person(), person(), person()]

let studio: Studio
let publisher: sdk.Publisher
let root: string
let store: Store.Store
let made: Awaited<ReturnType<typeof smallModel>>

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'))
  studio = await openStudio()
  store = await FileStore.open(join(folder, 'store'))
  const keys = Keystore.open({ path: join(folder, 'keys.json') })
  const identity = await Identity.open({ keys, folder: join(folder, 'identity'), organization: 'Studio Delta' })
  const account = keys.account('creator')
  await studio.chain.fund(account.address)
  root = identity.root
  const client = sdk.as(studio.client, { account, store, journal: FileJournal.open(join(folder, 'journal.jsonl')) })
  publisher = { client, issuer: identity.issuer, credentials: identity.credentials }
  made = await smallModel({ ada: ada.address, ben: ben.address })
})
afterAll(() => studio.chain.stop())

test('from pictures to paid contributors: data set, model, output, payment, claims, statement', async () => {
  const { draft, tree } = await sdk.draftDataset({ name: 'Two painters', dataset: made.dataset })
  const dataset = await sdk.publishWork(publisher, draft)
  const model = await sdk.publishWork(
    publisher,
    sdk.draftModel({ name: 'Delta', file: made.file, dataset: dataset.id, card: '# Delta' }),
  )
  const key = person()
  const { authorization, sent } = await sdk.authorizeKey(publisher, { model: model.work, key: key.address })
  expect(sent?.gas).toBeGreaterThan(0n)
  const repeated = await sdk.authorizeKey(publisher, { model: model.work, key: key.address })
  expect(repeated).toMatchObject({ authorization, sent: undefined })
  const recipe = { seed: 7, style: 'ada', width: 64, height: 64 }
  const outputDraft = sdk.draftOutput({
    name: 'Dusk 7',
    weights: made.model,
    recipe,
    origin: { model: model.id, key, authorization },
    contributions: tree,
    author: Account.from({ address: author.address }),
    license: { name: 'personal', text: 'Look at it.' },
  })
  const output = await sdk.publishWork(publisher, outputDraft, { as: 'mint', anchor: true })
  expect(await sdk.isMinted(studio.client, { work: output.work })).toBe(true)

  const again = await sdk.publishWork(publisher, outputDraft, { as: 'mint', anchor: true })
  expect(again.id).toBe(output.id)
  expect(again.signed).toEqual(output.signed)

  const file = await Store.file(store, output.signed!)
  const verdict = await verify(file, {
    validator: Credential.validator(publisher.credentials!.library, { anchors: [root] }),
    workId: (preimage) => Work.id(Work.parse(preimage)),
    store,
    chain: (question) => sdk.chainAnswer(studio.client, question),
  })
  expect(verdict).toMatchObject({ answer: 'authentic', bytes: 'original' })

  const buyer = sdk.as(await studio.person(10_000_000n), { store })
  await sdk.pay(buyer, { work: output.id, token: studio.dollar, amount: 10_000_000n })
  const { skipped } = await sdk.settleLineage(buyer, { work: output.id, token: studio.dollar })
  expect(skipped).toEqual([])
  const client = sdk.as(studio.client, { store })
  const { totals } = await sdk.statement(client, { account: ada.address })
  expect(totals.get(studio.dollar)).toEqual({ due: 840_000n, paid: 840_000n, payable: 0n, pending: 0n })
  expect(await studio.balanceOf(ada.address)).toBe(840_000n)
  expect(await studio.balanceOf(author.address)).toBe(500_000n)
  const { paidIn, paidOut, unclaimed, locked, dust } = (await sdk.reconcile(client)).tokens.get(studio.dollar)!
  expect(paidIn).toBe(10_000_000n)
  expect(paidOut + unclaimed + dust).toBe(paidIn)
  expect([unclaimed, locked]).toEqual([0n, 0n])
})
