import { readFile } from 'node:fs/promises'
import { DataSet } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'

/** What a data set is made of: files on disk under the names of its manifest, and the table of their artists. */
export type DatasetSources = {
  readonly files: readonly { readonly path: string; readonly file: string }[]
  /** `contributors.csv`. */
  readonly table: string
}

/** Reads and checks the pictures one by one, as the engine does. */
export async function readDataset(
  { files, table }: DatasetSources,
  onRead: (read: number) => void,
): Promise<DataSet.DataSet> {
  return DataSet.from(sources(), await loadCodecs())

  async function* sources(): AsyncGenerator<DataSet.SourceFile> {
    yield { path: 'contributors.csv', bytes: new TextEncoder().encode(table) }
    for (const [index, { path, file }] of files.entries()) {
      yield { path, bytes: await readFile(file) }
      onRead(index + 1)
    }
  }
}
