import type { Hex } from '../core/Hex.ts'

/** What the manifest says about a picture. */
export type Line = {
  readonly path: string
  readonly contributor: string
  readonly address?: Hex
  readonly weight: bigint
  readonly file: Hex
  readonly pixels: Hex
}

const heading = 'tributary-dataset/1\n'

/** The canonical text of a data set: a heading, then path, contributor, address, weight, file and pixels between tabs. */
export function manifestOf(lines: readonly Line[]): Uint8Array {
  const text = lines.map(({ path, contributor, address = '', weight, file, pixels }) =>
    [path, contributor, address, weight, file, pixels].join('\t'),
  )
  return new TextEncoder().encode(`${heading}${text.join('\n')}\n`)
}
