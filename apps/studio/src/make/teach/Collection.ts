import type { DatasetInput } from '@tributary/sdk/wire'
import { type Hex, isAddress } from 'viem'
import { smallSide } from './inspectPicture.ts'

/** A picture on its way into a data set. */
export type Piece = {
  readonly path: string
  readonly artist: string
  readonly state: 'reading' | 'waiting' | 'sending' | 'kept' | 'refused'
  /** SHA-256 of the file, as soon as it was read; also the id of its upload. */
  readonly hash?: Hex
  readonly width?: number
  readonly height?: number
  /** Where its small picture is: on this machine at first, on the server once it is kept. */
  readonly preview?: string
  /** Why it was refused, and what to do. */
  readonly message?: string
  readonly hint?: string | undefined
}

/** What an artist is paid by, as it was typed. */
export type Terms = { readonly address: string; readonly weight: string }

/** Pictures and their people, before they are a data set. */
export type Collection = {
  readonly name: string
  readonly pieces: readonly Piece[]
  readonly people: Readonly<Record<string, Terms>>
}

export const empty: Collection = { name: '', pieces: [], people: {} }

/** An artist among the others. `share` is parts of 1. */
export type Artist = Terms & { readonly name: string; readonly pictures: number; readonly share: number }

/** Adds pictures; one that is dropped again under the same path takes the place of the first. */
export function add(collection: Collection, pieces: readonly Piece[]): Collection {
  const paths = new Set(pieces.map(({ path }) => path))
  const others = collection.pieces.filter(({ path }) => !paths.has(path))
  return { ...collection, pieces: [...others, ...pieces].sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/** Changes what is known of one picture; whoever removed it meanwhile does not see it again. */
export function change(collection: Collection, path: string, changes: Partial<Piece>): Collection {
  return {
    ...collection,
    pieces: collection.pieces.map((piece) => (piece.path === path ? { ...piece, ...changes } : piece)),
  }
}

export function remove(collection: Collection, paths: ReadonlySet<string>): Collection {
  return { ...collection, pieces: collection.pieces.filter(({ path }) => !paths.has(path)) }
}

/** Calls an artist by another name; who takes the name of another artist is merged with them. */
export function rename(collection: Collection, from: string, to: string): Collection {
  const { [from]: terms, ...others } = collection.people
  const people = terms === undefined || to in others ? others : { ...others, [to]: terms }
  const pieces = collection.pieces.map((piece) => (piece.artist === from ? { ...piece, artist: to } : piece))
  return { ...collection, people, pieces }
}

/** Sets an artist's address or weight. */
export function pay(collection: Collection, artist: string, changes: Partial<Terms>): Collection {
  const terms = { ...termsOf(collection, artist), ...changes }
  return { ...collection, people: { ...collection.people, [artist]: terms } }
}

/** The artists by name, with what part of the contributors' money is theirs. */
export function artistsOf(collection: Collection): Artist[] {
  const counts = new Map<string, number>()
  for (const { artist } of counted(collection)) counts.set(artist, (counts.get(artist) ?? 0) + 1)
  const rows = Array.from(counts, ([name, pictures]) => ({ name, pictures, ...termsOf(collection, name) }))
  const weights = rows.map(({ pictures, weight }) => pictures * (isWeight(weight) ? Number(weight) : 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return rows
    .map((row, index) => ({ ...row, share: total === 0 ? 0 : weights[index]! / total }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Pictures that show the same file as an earlier one, by path. */
export function duplicatesOf({ pieces }: Collection): Map<string, string> {
  const first = new Map<Hex, string>()
  const found = new Map<string, string>()
  for (const { hash, path } of pieces) {
    if (hash === undefined) continue
    const known = first.get(hash)
    if (known === undefined) first.set(hash, path)
    else found.set(path, known)
  }
  return found
}

/** Whether a picture is so small that a model learns little from it. */
export function isSmall({ width, height }: Piece): boolean {
  return width !== undefined && height !== undefined && Math.min(width, height) < smallSide
}

/** What stands between a collection and a data set; nothing when it is ready. */
export function missing(collection: Collection): string | undefined {
  const pieces = counted(collection)
  const waiting = collection.pieces.filter(({ state }) => state !== 'kept' && state !== 'refused').length
  const artists = artistsOf(collection)
  const wrong = artists.find(({ address }) => address !== '' && !isAddress(address, { strict: false }))
  const odd = artists.find(({ weight }) => !isWeight(weight))
  if (waiting > 0) return `${waiting} ${waiting === 1 ? 'picture is' : 'pictures are'} still on the way.`
  if (pieces.length === 0) return 'There are no pictures yet.'
  if (collection.name.trim() === '') return 'It needs a name.'
  if (wrong !== undefined) return `The address of ${wrong.name} is not one: 0x and 40 digits.`
  if (odd !== undefined) return `What a picture of ${odd.name} counts must be a whole number from 1.`
  return undefined
}

/** The collection as a job is asked to make a data set of it. Refused pictures and repeated files stay behind. */
export function toInput(collection: Collection): DatasetInput {
  const contributors = artistsOf(collection).filter(({ address }) => address !== '')
  return {
    kind: 'dataset',
    name: collection.name.trim(),
    pictures: counted(collection).map(({ hash, artist, path }) => {
      return { upload: hash!, contributor: artist, name: fileNameOf(path), weight: termsOf(collection, artist).weight }
    }),
    contributors: contributors.map(({ name, address }) => ({ name, address })),
  }
}

/** A path as one name, without what file systems refuse. */
function fileNameOf(path: string): string {
  return path.replaceAll(/[\\/:*?"<>|]|\p{Cc}/gu, '-').slice(-200)
}

/** Pictures that take part: kept on the server, and no file twice by one artist. */
function counted(collection: Collection): readonly Piece[] {
  const repeated = duplicatesOf(collection)
  return collection.pieces.filter(({ state, path }) => state === 'kept' && !repeated.has(path))
}

function termsOf({ people }: Collection, artist: string): Terms {
  return people[artist] ?? { address: '', weight: '1' }
}

export function isWeight(text: string): boolean {
  return /^[1-9]\d{0,5}$/.test(text)
}
