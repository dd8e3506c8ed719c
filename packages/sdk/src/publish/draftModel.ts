import { Model } from '@tributary/engine'
import { Flow } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Draft, Terms } from './Draft.ts'
import { defaultShares, type Shares, sharesOf } from './shares.ts'

/**
 * A model as a work: its content is the model file, its card goes with it, and its data set is a parent that is paid.
 *
 * @example
 * ```ts
 * import { draftModel, publishWork } from '@tributary/sdk'
 *
 * const { id, work } = await publishWork(developer, draftModel({ name: 'Delta', file, dataset, card }))
 * ```
 */
export function draftModel(parameters: draftModel.Parameters): Draft {
  const { name, file, dataset, parent, card, shares, ...terms } = parameters
  const { header, hash } = Model.parse(file)
  const share = sharesOf(defaultShares.model, shares)
  const { architecture, styles, training } = header
  const attachments = [
    ...(terms.attachments ?? []),
    ...(card === undefined
      ? []
      : [{ bytes: new TextEncoder().encode(card), mediaType: 'text/markdown', name: 'card.md' }]),
  ]
  return {
    ...terms,
    attachments,
    kind: 'model',
    name,
    identity: { hash },
    content: async () => ({ bytes: file, mediaType: 'application/octet-stream', name: `${header.name}.model` }),
    recipe: { runtime: 'tributary-engine/1', architecture, styles, training },
    dataset: training.dataset,
    parents: [dataset, ...(parent === undefined ? [] : [parent])],
    flows: [Flow.toWork(dataset, share.dataset), ...(parent === undefined ? [] : [Flow.toWork(parent, share.parent)])],
  }
}

export declare namespace draftModel {
  type Parameters = Terms & {
    readonly name: string
    /** The model file, as `train` wrote it. */
    readonly file: Uint8Array
    /** Id of the data set's work. */
    readonly dataset: Hex
    /** Id of the model it was fine-tuned from. */
    readonly parent?: Hex | undefined
    /** The model card, in Markdown. */
    readonly card?: string | undefined
    readonly shares?: Shares<'model'> | undefined
  }
}
