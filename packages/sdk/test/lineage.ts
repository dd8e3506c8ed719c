import { Account, Flow, Leaf, Tree, Work } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Client } from '../src/index.ts'
import { keep } from './keep.ts'
import { someRecord } from './studio.ts'

/** A data set of two artists (3 : 1), a model made from it, and an output of the model: the default shares. */
export type River = {
  readonly dataset: Work.Work
  readonly model: Work.Work
  readonly output: Work.Work
  readonly tree: Tree.Tree
  readonly ids: { readonly dataset: Hex; readonly model: Hex; readonly output: Hex }
}

export type People = {
  readonly curator: Address
  readonly developer: Address
  readonly creator: Address
  readonly author: Address
  readonly artists: readonly [Address, Address]
}

export async function river(client: Client, people: People): Promise<River> {
  const home = Account.from({ chainId: client.chainId, address: client.deployment.works })
  const by = (address: Address) => ({ creator: Account.from({ address }), home, record: someRecord() })
  const [first, second] = people.artists.map((address) => Account.from({ address }))
  const tree = await Tree.from([Leaf.toAccount(first!, 3n), Leaf.toAccount(second!, 1n)])
  const dataset = Work.from({ ...by(people.curator), flows: [Flow.toTree(tree.root, 900_000)] })
  const model = Work.from({ ...by(people.developer), flows: [Flow.toWork(Work.id(dataset), 200_000)] })
  const output = Work.from({
    ...by(people.creator),
    origin: Work.id(model),
    resale: 100_000,
    flows: [
      Flow.toWork(Work.id(model), 100_000),
      Flow.toTree(tree.root, 150_000),
      Flow.toAccount(Account.from({ address: people.author }), 50_000),
    ],
  })
  const store = client.store!
  const ids = {
    dataset: await keep(store, dataset, [tree]),
    model: await keep(store, model),
    output: await keep(store, output, [tree]),
  }
  return { dataset, model, output, tree, ids }
}
