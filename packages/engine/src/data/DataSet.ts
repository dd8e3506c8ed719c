import type { Hex } from '../core/Hex.ts'
import type { Picture } from '../pictures/Picture.ts'

/** Pictures with the people they are from. */
export type DataSet = {
  /** SHA-256 of the manifest: the data set's identity. It covers every original file and its decoded pixels. */
  readonly root: Hex
  /** Canonical text of the data set, one line a picture; see `spec/pictures.md`. */
  readonly manifest: Uint8Array
  /** In the order of the manifest. */
  readonly pictures: readonly Entry[]
  /** Sorted by name. */
  readonly contributors: readonly Contributor[]
  /** Things that are allowed but that the studio should know. */
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
  readonly picture: Picture
}

/** One artist of a data set; their name is also the name of their style. */
export type Contributor = {
  readonly name: string
  /** Where they are paid, when they gave an address. */
  readonly address?: Hex
  /** Sum of the weights of their pictures. */
  readonly weight: bigint
  readonly pictures: number
}

/** A file as it was given, its path relative to the data set with `/` between folders. */
export type SourceFile = { readonly path: string; readonly bytes: Uint8Array }
