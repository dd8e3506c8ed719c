import { BaseError } from '../BaseError.ts'
import { type Hex, sha256 } from '../core/Hex.ts'
import { type Codecs, decode } from '../pictures/decode.ts'
import { hash, type Picture } from '../pictures/Picture.ts'
import { square } from '../pictures/resize.ts'
import { assign, type Contributor, type Source } from './contributors.ts'
import { manifestOf } from './manifest.ts'

export { assign, type Contributor } from './contributors.ts'

/** Pictures with the people they are from. */
export type DataSet = {
  /** SHA-256 of the manifest: the data set's identity. It covers every original file and its decoded pixels. */
  readonly root: Hex
  /** Canonical text of the data set, one line a picture; see `spec/pictures.md`. */
  readonly manifest: Uint8Array
  /** Sorted by path. */
  readonly pictures: readonly Entry[]
  /** Sorted by name. */
  readonly contributors: readonly Contributor[]
  /** What is allowed but worth knowing. */
  readonly warnings: readonly string[]
}

/** One picture of a data set. */
export type Entry = {
  readonly path: string
  readonly contributor: string
  readonly weight: bigint
  /** SHA-256 of the file. */
  readonly file: Hex
  /** Identity of the decoded picture. */
  readonly pixels: Hex
  readonly width: number
  readonly height: number
  /** The middle of the picture at {@link trainingSide}: what training sees. */
  readonly square: Picture
}

/** A file as it was given, its path relative to the data set with `/` between folders. */
export type SourceFile = { readonly path: string; readonly bytes: Uint8Array }

/** Pixels along the squares that pictures are brought to for training. */
export const trainingSide = 256

const pictureName = /\.(png|jpe?g|webp)$/i
const contributorsName = 'contributors.csv'

/**
 * Reads a data set from its files: pictures and, if there is one, `contributors.csv`.
 *
 * Without it the artists are the sub-folders. Files may come one by one, so that they need not be in memory together.
 *
 * @example
 * ```ts
 * const dataset = await DataSet.from(readFolder('pictures'), await loadCodecs())
 * dataset.contributors.map(({ name }) => name) // ['ada', 'ben']
 * ```
 */
export async function from(files: AsyncIterable<SourceFile> | Iterable<SourceFile>, codecs: Codecs): Promise<DataSet> {
  const sources: (Source & Omit<Entry, 'contributor' | 'weight'>)[] = []
  const warnings: string[] = []
  let table: string | undefined
  for await (const { path, bytes } of files) {
    checkPath(path)
    if (path === contributorsName) table = new TextDecoder().decode(bytes)
    else if (pictureName.test(path)) sources.push(await readPicture(path, bytes, codecs))
    else warnings.push(`"${path}" is no picture and was left out.`)
  }
  if (sources.length === 0) throw new EmptyError({ others: warnings.length })
  sources.sort((a, b) => (a.path < b.path ? -1 : 1))
  const assigned = assign(sources, table)
  const pictures = withoutDuplicates(
    sources.map((source, i) => ({ ...source, ...assigned[i]! })),
    warnings,
  )
  const contributors = contributorsOf(pictures)
  if (contributors.length === 1) warnings.push(oneArtist(contributors[0]!.name))
  const manifest = manifestOf(pictures)
  return { root: sha256(manifest), manifest, pictures, contributors, warnings }
}

async function readPicture(
  path: string,
  bytes: Uint8Array,
  codecs: Codecs,
): Promise<Omit<Entry, 'contributor' | 'weight'>> {
  try {
    const picture = await decode(bytes, codecs)
    const { width, height } = picture
    const file = sha256(bytes)
    return { path, file, pixels: hash(picture), width, height, square: square(picture, trainingSide) }
  } catch (cause) {
    if (!(cause instanceof BaseError)) throw cause
    throw new PictureError({ path, cause })
  }
}

/** Keeps the first of equal pictures by one artist; equal pictures by two artists are a question only they can answer. */
function withoutDuplicates<Kept extends Entry>(pictures: readonly Kept[], warnings: string[]): Kept[] {
  const seen = new Map<Hex, Kept>()
  return pictures.filter((picture) => {
    const first = seen.get(picture.pixels)
    if (first === undefined) {
      seen.set(picture.pixels, picture)
      return true
    }
    if (first.contributor !== picture.contributor) throw new ContestedPictureError({ first, second: picture })
    warnings.push(`"${picture.path}" shows the same pixels as "${first.path}" and was left out.`)
    return false
  })
}

function contributorsOf(pictures: readonly (Entry & { readonly address?: Hex })[]): Contributor[] {
  const byName = new Map<string, Contributor>()
  for (const { contributor: name, address, weight } of pictures) {
    const known = byName.get(name) ?? { name, weight: 0n, pictures: 0, ...(address === undefined ? {} : { address }) }
    byName.set(name, { ...known, weight: known.weight + weight, pictures: known.pictures + 1 })
  }
  return Array.from(byName.values()).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function oneArtist(name: string): string {
  return `All pictures are by "${name}": the model will have one style, and its contribution tree one leaf.`
}

/** Paths stand in the manifest, one a line, between tabs. */
function checkPath(path: string): void {
  if (/[\t\r\n\0]/.test(path) || path.length === 0 || path.length > 1024) throw new InvalidPathError({ path })
}

/** There is no picture. */
export class EmptyError extends BaseError {
  override readonly name = 'DataSet.EmptyError'
  constructor({ others }: { others: number }) {
    super(`The data set has no pictures${others === 0 ? '' : ` among its ${others} files`}; it needs at least 1.`, {
      hint: 'Put PNG, JPEG or WebP files into a sub-folder for each artist.',
    })
  }
}

/** One of the pictures cannot be used. */
export class PictureError extends BaseError {
  override readonly name = 'DataSet.PictureError'
  constructor({ path, cause }: { path: string; cause: BaseError }) {
    super(`"${path}": ${cause.message.split('\n')[0]}`, { cause, hint: cause.hint })
  }
}

/** Two artists gave the same picture. */
export class ContestedPictureError extends BaseError {
  override readonly name = 'DataSet.ContestedPictureError'
  constructor({ first, second }: { first: Entry; second: Entry }) {
    const [one, other] = [`"${first.path}" of "${first.contributor}"`, `"${second.path}" of "${second.contributor}"`]
    super(`${one} and ${other} show the same pixels.`, { hint: 'Keep it with the artist who made it.' })
  }
}

/** A path cannot stand in the manifest. */
export class InvalidPathError extends BaseError {
  override readonly name = 'DataSet.InvalidPathError'
  constructor({ path }: { path: string }) {
    super(
      `The path ${JSON.stringify(path.slice(0, 80))} has ${path.length} characters, or a tab or line break; 1 to 1024 without these are allowed.`,
      {
        hint: 'Rename the file.',
      },
    )
  }
}
