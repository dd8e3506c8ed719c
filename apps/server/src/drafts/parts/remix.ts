import { defaultShares, draftRemix } from '@tributary/sdk'
import type { DraftPart } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { notFound } from '../../api/problems.ts'
import { contentOf } from '../content.ts'
import { originOf } from '../modelOrigin.ts'
import { findStored, type Stored } from '../stored.ts'
import { termsOf } from '../terms.ts'
import type { Made, Making } from './Making.ts'

/** A file made from other works, which are paid; a model that drew it signs, and is paid too. */
export async function makeRemix(making: Making, part: Extract<DraftPart, { kind: 'remix' }>): Promise<Made> {
  const { services } = making
  const { content, picture, uploads, model } = await contentOf(making, part.content)
  for (const { work } of part.parents) {
    if ((await findStored(services, work as Hex)) === undefined) throw notFound('work', work)
  }
  const named = part.parents.map(({ work, share }) => ({ work: work as Hex, share }))
  const draft = draftRemix({
    ...(await termsOf(part)),
    content,
    parents: model ? withModel(named, model) : named,
    store: services.store,
    origin: model && (await originOf(services, model)),
  })
  return { draft, picture, uploads }
}

type Parent = { readonly work: Hex; readonly share: number | undefined }

function withModel(parents: readonly Parent[], { id }: Stored): readonly Parent[] {
  if (parents.some(({ work }) => work === id)) return parents
  return [...parents, { work: id, share: defaultShares.output.model }]
}
