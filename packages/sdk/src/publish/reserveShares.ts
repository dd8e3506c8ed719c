import type { DataSet } from '@tributary/engine'
import { type Hex, sha256, stringToHex } from 'viem'
import { draftImport } from './draftImport.ts'
import type { Publisher } from './Publisher.ts'
import { publishWorks } from './publishWorks.ts'

/**
 * Makes a work for every contributor without an address, in the studio's hands: its sales are that contributor's share.
 * When the person comes, the studio mints or transfers the work to them, and all that it earned goes with it.
 *
 * The work names the contributor by a hash only. Give the result to `draftDataset` as `payees`.
 *
 * @example
 * ```ts
 * import { draftDataset, reserveShares } from '@tributary/sdk'
 *
 * const payees = await reserveShares(publisher, dataset)
 * const { draft, tree } = await draftDataset({ name: 'Six painters', dataset, payees })
 * ```
 */
export async function reserveShares(
  publisher: Publisher,
  { root, contributors }: Pick<DataSet.DataSet, 'root' | 'contributors'>,
): Promise<Readonly<Record<string, Hex>>> {
  const absent = contributors.filter(({ address }) => address === undefined)
  const drafts = absent.map(({ name }) => {
    const hash = sha256(stringToHex(JSON.stringify([root, name])))
    const bytes = new TextEncoder().encode(`The share of contributor ${hash} in the data set ${root}.\n`)
    return draftImport({ name: `Share ${hash.slice(0, 10)}`, content: { bytes, mediaType: 'text/plain' }, resale: 0 })
  })
  const { works } = await publishWorks(publisher, drafts)
  return Object.fromEntries(absent.map(({ name }, index) => [name, works[index]!.id]))
}
