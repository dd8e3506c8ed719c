// A first work: a model draws a picture, it is signed, stored and published, somebody pays it, everyone gets their part.
// Run it with `node examples/01-first-work/main.ts`; it needs nothing else and leaves nothing behind.
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataSet } from '@tributary/engine'
import { loadCodecs, loadShipped, readFolder, shippedPictures } from '@tributary/engine/node'
import { Account, Amount } from '@tributary/protocol'
import {
  authorizeKey,
  draftDataset,
  draftModel,
  draftOutput,
  pay,
  publishWork,
  settleLineage,
  statement,
} from '@tributary/sdk'
import { openPlayground } from '../openPlayground.ts'

using folder = mkdtempDisposableSync(join(tmpdir(), 'first-work-'))
await using playground = await openPlayground(folder.path)
const { studio, dollar, people } = playground

// 1. Pictures of artists become a data set, which owes them nine tenths of all it earns.
const pictures = await DataSet.from(readFolder(shippedPictures), await loadCodecs())
const payees = Object.fromEntries(pictures.contributors.map(({ name }) => [name, people(name)]))
const { draft, tree } = await draftDataset({ name: 'Six ateliers', dataset: pictures, payees })
const dataset = await publishWork(studio, draft)

// 2. The model trained on them owes the data set a fifth, and lets a key sign what it draws.
const { model: weights, file, card } = await loadShipped()
const model = await publishWork(studio, draftModel({ name: 'Ateliers', file, card, dataset: dataset.id }))
const key = playground.key('model')
const { authorization } = await authorizeKey(studio, { model: model.work, key: key.address })

// 3. The model draws.
const output = await publishWork(
  studio,
  draftOutput({
    name: 'Dune 7',
    weights,
    recipe: { seed: 7, style: 'dune', width: 512, height: 512 },
    origin: { model: model.id, key, authorization },
    contributions: tree,
    author: people('prompter'),
  }),
)
console.log(`${output.record.name} is ${output.id}`)

// 4. Somebody pays ten dollars; everyone in the lineage is paid in one transaction.
await pay(studio.client, { work: output.id, token: dollar, amount: Amount.parse('10', 6) })
const settled = await settleLineage(studio.client, { work: output.id, token: dollar })
console.log(`${settled.paid.length} payments in one transaction of ${settled.gas} gas`)

// 5. An artist reads the statement, reconciled with the chain to the wei.
const { totals } = await statement(studio.client, { account: Account.address(people('flora')) })
console.log(`flora was paid ${Amount.format(totals.get(dollar)!.paid, 6)} dollars`)
