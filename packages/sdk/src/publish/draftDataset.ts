import type { DataSet } from '@tributary/engine'
import { Account, BaseError, Flow, Leaf, Tree } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Draft, Terms } from './Draft.ts'
import { defaultShares, type Shares, sharesOf } from './shares.ts'

/** A data set as a work, and the tree by which its contributors are paid. */
export type DatasetDraft = { readonly draft: Draft; readonly tree: Tree.Tree }

/**
 * A data set as a work: its content is its manifest, and its contributors are paid pro rata to the weights of their
 * pictures through a contribution tree.
 *
 * - `payees` names where contributors are paid, beside the addresses in `contributors.csv`; everyone needs one.
 *   `reserveShares` makes works that keep the money of those who have no address yet.
 *
 * @example
 * ```ts
 * import { draftDataset, publishWork } from '@tributary/sdk'
 *
 * const { draft, tree } = await draftDataset({ name: 'Six painters', dataset })
 * const { id } = await publishWork(curator, draft)
 * ```
 */
export async function draftDataset(parameters: draftDataset.Parameters): Promise<DatasetDraft> {
  const { name, dataset, payees = {}, shares, ...terms } = parameters
  const contributors = dataset.contributors.map(({ name, address, weight }) => {
    return { name, weight, payee: payees[name] ?? (address && Account.from({ address })) }
  })
  const unpaid = contributors.filter(({ payee }) => payee === undefined).map(({ name }) => name)
  if (unpaid.length > 0) throw new NoAddressError({ names: unpaid })
  const tree = await Tree.from(Leaf.proRata(contributors.map(({ payee, weight }) => ({ ...leafOf(payee!), weight }))))
  const content = { bytes: dataset.manifest, mediaType: 'text/plain', name: 'dataset.txt' }
  const draft: Draft = {
    ...terms,
    kind: 'dataset',
    name,
    identity: { root: dataset.root, tree: tree.root },
    content: async () => content,
    dataset: dataset.root,
    contributions: tree.root,
    flows: [Flow.toTree(tree.root, sharesOf(defaultShares.dataset, shares).contributors)],
    trees: [tree],
  }
  return { draft, tree }
}

export declare namespace draftDataset {
  type Parameters = Terms & {
    readonly name: string
    readonly dataset: Pick<DataSet.DataSet, 'root' | 'manifest' | 'contributors'>
    /** Where contributors are paid, by name. */
    readonly payees?: Readonly<Record<string, Payee>> | undefined
    readonly shares?: Shares<'dataset'> | undefined
  }
  type ErrorType = NoAddressError
}

/** An account, or the id of a work that takes the money until it is given to the contributor. */
export type Payee = Account.Account | Hex

function leafOf(payee: Payee): { kind: Leaf.Kind; to: Hex } {
  return typeof payee === 'bigint' ? { kind: 'account', to: Account.toBytes32(payee) } : { kind: 'work', to: payee }
}

/** Somebody contributed who could not be paid. */
export class NoAddressError extends BaseError {
  override readonly name = 'draftDataset.NoAddressError'
  readonly retry = false
  constructor({ names }: { names: readonly string[] }) {
    const [shown, rest] = [names.slice(0, 5).join(', '), names.length - 5]
    super(`${names.length} contributors have no address: ${shown}${rest > 0 ? ` and ${rest} more` : ''}.`, {
      hint: 'Write addresses into contributors.csv (file,contributor,address,weight), name their payees, or reserve their shares.',
    })
  }
}
