import type { Model } from '@tributary/engine'
import type { Authority } from '@tributary/provenance'
import { authorizeKey, draftModel, publishWork } from '@tributary/sdk'
import { publisherOf } from '../../session/publisherOf.ts'
import { shorten } from '../../terminal/format.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

/** A model of the story, and the studio's word that its key may sign. */
export type PublishedModel = Published & {
  readonly weights: Model.Model
  readonly authorization: Authority.Authorization
}

/** The weights of the story and what is written about them. */
export type Weights = { readonly model: Model.Model; readonly file: Uint8Array; readonly card: string }

/** The developer publishes the model, which owes the data set a fifth, and lets a key sign what the model makes. */
export async function publishModel(
  stage: Stage,
  { model, file, card }: Weights,
  dataset: Published,
): Promise<PublishedModel> {
  const { tell, actor, session } = stage
  const { name } = model.header
  const publisher = await publisherOf(session, await actor('developer'))
  const { id, work, transactions } = await publishWork(publisher, draftModel({ name, file, dataset: dataset.id, card }))
  tell.step(
    'publish model',
    `${name}, weights ${shorten(model.hash)}, is ${shorten(id)}; it owes ${dataset.name} 20 %`,
    transactions[0],
  )
  const key = session.keys.account('model')
  const { authorization, sent } = await authorizeKey(publisher, { model: work, key: key.address })
  tell.step(
    'authorize model key',
    `${shorten(key.address)} may sign for ${name}, on chain and as a verifiable credential`,
    sent,
  )
  return { id, work, name, weights: model, authorization }
}
