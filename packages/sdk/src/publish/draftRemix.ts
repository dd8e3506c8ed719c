import { Flow, type Tree } from '@tributary/protocol'
import { Cid, type Credential, Record, Store } from '@tributary/provenance'
import { type Hex, sha256 } from 'viem'
import type { Content, Draft, Origin, Terms } from './Draft.ts'
import { defaultShares } from './shares.ts'

/**
 * A work made from other works, which are paid of all that it earns. The license under which it was made is shown
 * afterwards with `link`; a flow without a link is a free tribute.
 *
 * - The first parent is the file that was opened and changed; its credential is kept inside the new one.
 */
export function draftRemix(parameters: draftRemix.Parameters): Draft {
  const { name, content, parents, contributions, shares, origin, recipe, store, ...terms } = parameters
  const flows = parents.map(({ work, share = defaultShares.remix.parent }) => Flow.toWork(work, share))
  const trees = contributions === undefined ? [] : [contributions]
  return {
    ...terms,
    kind: 'remix',
    name,
    identity: { content: sha256(content.bytes), recipe: recipe?.runtime },
    content: async () => content,
    recipe,
    parents: parents.map(({ work }) => work),
    contributions: contributions?.root,
    flows: [...flows, ...trees.map(({ root }) => Flow.toTree(root, shares?.contributions ?? 0))],
    trees,
    origin,
    ingredients: async () =>
      (await Promise.all(parents.map(({ work }, index) => ingredient(store, work, index)))).flat(),
  }
}

export declare namespace draftRemix {
  type Parent = {
    /** Id of the work. */
    readonly work: Hex
    /** Parts per million of every payment; 10 % by default, at least what its license asks for. */
    readonly share?: number | undefined
  }
  type Parameters = Terms & {
    readonly name: string
    readonly content: Content
    readonly parents: readonly Parent[]
    /** Where the parents' files are. */
    readonly store: Store.Store
    readonly contributions?: Tree.Tree | undefined
    readonly shares?: { readonly contributions: number } | undefined
    /** The model that helped, if any. */
    readonly origin?: Origin | undefined
    readonly recipe?: Record.Recipe | undefined
  }
}

async function ingredient(store: Store.Store, id: Hex, index: number): Promise<Credential.Ingredient[]> {
  const entry = await store.entry(id)
  const record = entry && (await Store.record(store, entry.record))
  if (entry === undefined || record === undefined) return []
  const relationship = index === 0 ? 'parentOf' : 'inputTo'
  const { mediaType } = record.tributary.content
  const file = entry.files.find(({ role }) => role === 'signed') ?? entry.files.find(({ role }) => role === 'content')
  const isHere = file !== undefined && (await store.has(Cid.parse(file.cid)))
  const bytes = isHere && Record.isPicture(record.tributary.content) ? { bytes: await Store.file(store, file) } : {}
  return [{ title: record.name, mediaType, relationship, ...bytes }]
}
