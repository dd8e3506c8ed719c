import { Anchor } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import { type Hex, zeroHash } from 'viem'
import type { Sent } from '../client/send.ts'
import * as Journal from '../journal/Journal.ts'
import * as Attestation from '../verbs/Attestation.ts'
import { anchor } from '../verbs/anchor.ts'
import { isMinted } from '../verbs/isMinted.ts'
import { mint } from '../verbs/mint.ts'
import { publish } from '../verbs/publish.ts'
import { type Desk, deskOf, type Publisher } from './Publisher.ts'
import type { Prepared } from './prepare.ts'

/** How works are made known to the chain. */
export type Release = {
  /**
   * - `event` (the default): their terms are shown in events, many in one transaction.
   * - `mint`: each becomes a token of its creator.
   * - `none`: nothing; the ids earn all the same, wherever the preimages are known.
   */
  readonly as?: 'event' | 'mint' | 'none' | undefined
  /** Whether one anchored root dates all of them first. */
  readonly anchor?: boolean | undefined
}

/** What the chain was told. */
export type Released = {
  /** The root that dates the works, and since when. */
  readonly anchor?: { readonly root: Hex; readonly time: bigint } | undefined
  readonly transactions: readonly Sent[]
}

/** Works in one transaction: each takes about 12,000 gas. */
const worksAtOnce = 100

/** Tells the chain about works, each transaction once. After a crash the chain is asked before anything is sent. */
export async function release(publisher: Publisher, works: readonly Prepared[], how: Release = {}): Promise<Released> {
  const desk = deskOf(publisher)
  const anchored = how.anchor && works.length > 0 ? await anchorAll(desk, works) : undefined
  const sent = how.as === 'mint' ? await mintAll(desk, works) : how.as === 'none' ? [] : await showAll(desk, works)
  const transactions = [...(anchored ? [anchored.sent] : []), ...sent]
  return { transactions, ...(anchored && { anchor: { root: anchored.root, time: anchored.time } }) }
}

async function anchorAll(desk: Desk, works: readonly Prepared[]): Promise<{ root: Hex; time: bigint; sent: Sent }> {
  const leaves = works.map(({ id, work, signature }) => {
    return Anchor.leaf({ id, signature: work.origin === zeroHash ? '0x' : signature })
  })
  const tree = Anchor.from(leaves)
  const { time, root, ...sent } = await anchor(desk.client, { root: tree.root, key: `anchor.${tree.root}` })
  for (const [index, { id }] of works.entries()) await keepAnchor(desk.store, id, root, Anchor.proof(tree, index))
  return { root, time, sent }
}

async function keepAnchor(store: Store.Store, id: Hex, root: Hex, path: readonly Hex[]): Promise<void> {
  const entry = await store.entry(id)
  if (entry?.attestation === undefined || entry.attestation.root === root) return
  await store.putEntry({ ...entry, attestation: { ...entry.attestation, root, path } })
}

async function showAll({ client }: Desk, works: readonly Prepared[]): Promise<Sent[]> {
  const sent: Sent[] = []
  for (let start = 0; start < works.length; start += worksAtOnce) {
    const part = works.slice(start, start + worksAtOnce)
    const key = Journal.id(
      'publish.event',
      part.map(({ id }) => id),
    )
    sent.push(await publish(client, { works: part.map(({ work }) => work), key }))
  }
  return sent
}

async function mintAll({ client, store }: Desk, works: readonly Prepared[]): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const { id, work } of works) {
    const key = `mint.${id}`
    const attestation = (await store.entry(id))?.attestation ?? Attestation.none
    // Minted already, perhaps from elsewhere: a work is minted once.
    if (await isMinted(client, { work })) continue
    sent.push(await mint(client, { work, attestation, key }))
  }
  return sent
}
