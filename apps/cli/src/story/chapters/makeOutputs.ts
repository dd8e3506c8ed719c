import { Account } from '@tributary/protocol'
import { draftOutput, publishWorks } from '@tributary/sdk'
import { publisherOf } from '../../session/publisherOf.ts'
import { formatCount, shorten } from '../../terminal/format.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'
import type { PublishedDataset } from './publishDataset.ts'
import type { PublishedModel } from './publishModel.ts'

/** Pixels of a side. */
const size = 768

/** The studio lets the model draw, signs what it likes with the model's key, and dates all of it with one anchor. */
export async function makeOutputs(
  stage: Stage,
  model: PublishedModel,
  dataset: PublishedDataset,
): Promise<Published[]> {
  const { tell, actor, session } = stage
  const publisher = await publisherOf(session, await actor('creator'))
  const author = Account.from({ address: (await actor('prompter')).account.address })
  const origin = { model: model.id, key: session.keys.account('model'), authorization: model.authorization }
  const drafts = recipesFor(model.weights.header.styles).map(({ seed, style }) =>
    draftOutput({
      name: `${titleOf(style)} ${seed}`,
      weights: model.weights,
      recipe: { seed, style, width: size, height: size },
      origin,
      contributions: dataset.tree,
      author,
    }),
  )
  const { works, anchor, transactions } = await publishWorks(publisher, drafts, { anchor: true })
  const [anchored, shown] = transactions
  tell.step(
    'generate and sign',
    `${formatCount(works.length, 'picture')} of ${size} x ${size}, each with a C2PA credential`,
  )
  if (anchor) tell.step('anchor', `one root ${shorten(anchor.root)} dates all of them`, anchored)
  tell.step('publish outputs', works.map(({ record, id }) => `${record.name} ${shorten(id)}`).join(', '), shown)
  return works.map(({ id, work, record }) => ({ id, work, name: record.name }))
}

type Choice = { readonly seed: number; readonly style: string }

/** One picture a style, four at least; the seeds are part of the story. */
function recipesFor(styles: readonly string[]): Choice[] {
  return Array.from({ length: Math.max(4, Math.min(6, styles.length)) }, (_, index) => ({
    seed: 7 * index + 11,
    style: styles[index % styles.length]!,
  }))
}

const titleOf = (style: string): string => style.charAt(0).toUpperCase() + style.slice(1)
