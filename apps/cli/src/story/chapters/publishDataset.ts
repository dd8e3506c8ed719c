import { basename } from 'node:path'
import { type DataSet, encodePng } from '@tributary/engine'
import { Account, type Tree } from '@tributary/protocol'
import { draftDataset, type File, publishWork } from '@tributary/sdk'
import { artistRole } from '../../home/artistRole.ts'
import { publisherOf } from '../../session/publisherOf.ts'
import { formatCount, shorten } from '../../terminal/format.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

/** A data set of the story and the tree that pays its artists. */
export type PublishedDataset = Published & { readonly tree: Tree.Tree }

/** The curator publishes the artists' pictures as a work that owes its artists nine tenths of everything. */
export async function publishDataset(stage: Stage, dataset: DataSet.DataSet, name: string): Promise<PublishedDataset> {
  const { tell, actor } = stage
  const curator = await actor('curator')
  const payees = Object.fromEntries(
    await Promise.all(dataset.contributors.map(async (artist) => [artist.name, await payeeOf(stage, artist)] as const)),
  )
  const attachments = samplesOf(dataset)
  const { draft, tree } = await draftDataset({ name, dataset, payees, attachments, training: 'allowed' })
  tell.step(
    'contribution tree',
    `${formatCount(tree.size, 'artist')}, ${formatCount(dataset.pictures.length, 'picture')}, root ${shorten(tree.root)}`,
  )
  const { id, work, transactions } = await publishWork(await publisherOf(stage.session, curator), draft)
  tell.step('publish data set', `${name} is ${shorten(id)}; it owes its artists 90 %`, transactions[0])
  return { id, work, name, tree }
}

/** Pictures of each artist that go with the work, so that anybody can see whose it is; the manifest names them all. */
const samplesPerArtist = 8

function samplesOf({ contributors, pictures }: DataSet.DataSet): File[] {
  return contributors.flatMap(({ name }) => {
    const theirs = pictures.filter(({ contributor }) => contributor === name).slice(0, samplesPerArtist)
    return theirs.map(({ path, square }) => ({
      bytes: encodePng(square),
      mediaType: 'image/png',
      name: `${name}/${basename(path)}`,
    }))
  })
}

/** An artist who gave no address gets a key in this home. */
async function payeeOf(
  { session }: Stage,
  { name, address }: DataSet.DataSet['contributors'][number],
): Promise<Account.Account> {
  return Account.from({ address: address ?? session.keys.account(artistRole(name)).address })
}
