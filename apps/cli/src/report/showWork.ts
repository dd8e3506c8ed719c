import { type Codecs, decode, encodePng, resize } from '@tributary/engine'
import { Account, Books, Bucket, type Work } from '@tributary/protocol'
import { Store, type Verdict } from '@tributary/provenance'
import type { Rebuilt } from '@tributary/sdk'
import type { Address, Hex } from 'viem'
import type { People } from './People.ts'
import type { ShownWork } from './Report.ts'

/** Pixels along the longer side of a picture on the page. */
const side = 480

/** What is needed to show a work: where its files are, who is who, and somebody who judges files. */
export type Gallery = {
  readonly store: Store.Store
  readonly codecs: Codecs
  readonly people: People
  readonly workName: (id: Hex) => string
  readonly judge: (file: Uint8Array) => Promise<Verdict.Verdict>
}

/** A work as a card on the page, its file judged as a stranger would judge it. */
export async function showWork(gallery: Gallery, rebuilt: Rebuilt, id: Hex, token: Address): Promise<ShownWork> {
  const { store, people } = gallery
  const work = rebuilt.lineage.works.get(id)!
  const entry = await store.entry(id)
  const record = entry && (await Store.record(store, entry.record))
  const signed = entry?.files.find(({ role }) => role === 'signed')
  const file = signed && (await Store.file(store, signed))
  const verdict = file && (await gallery.judge(file))
  const holder = rebuilt.ledger.holders.get(id) ?? work.creator
  return {
    id,
    kind: record?.tributary.kind ?? 'work',
    name: gallery.workName(id),
    creator: people.nameOf(Account.address(work.creator)),
    holder: people.nameOf(Account.address(holder)),
    gross: `${Books.find(rebuilt.ledger.books, Bucket.of(id, 'sales'), token)?.gross ?? 0n}`,
    ...(file && { picture: await thumbnail(file, gallery.codecs) }),
    ...(record?.tributary.recipe && { recipe: recipeOf(record.tributary.recipe) }),
    shares: sharesOf(gallery, work),
    checks: verdict?.checks.flatMap(({ name, ok, detail }) => (ok === null ? [] : [{ name, ok, detail }])) ?? [],
    ...(verdict && { verdict: verdict.answer }),
  }
}

/** A small copy as a data URI, so that the page needs no other file. */
export async function thumbnail(file: Uint8Array, codecs: Codecs, longest: number = side): Promise<string> {
  const picture = await decode(file, codecs)
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const [width, height] = [picture.width, picture.height].map((pixels) => Math.max(1, Math.round(pixels * scale)))
  return `data:image/png;base64,${Buffer.from(encodePng(resize(picture, width!, height!))).toString('base64')}`
}

function sharesOf({ people, workName }: Gallery, work: Work.Work): ShownWork['shares'] {
  return work.flows.map(({ kind, share, to }) => {
    const payee =
      kind === 'work'
        ? workName(to)
        : kind === 'tree'
          ? 'contributors'
          : people.nameOf(Account.address(Account.fromBytes32(to)))
    return { to: payee, ppm: share }
  })
}

function recipeOf(recipe: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recipe).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
