import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BaseError } from '../BaseError.ts'
import type { SourceFile } from '../data/DataSet.ts'
import { FileTooLargeError, fileLimit } from '../pictures/inspect.ts'

/** The files of a folder and its sub-folders one by one, sorted by path; names that start with a dot are skipped. */
export async function* readFolder(folder: string): AsyncGenerator<SourceFile> {
  for (const path of (await list(folder, '')).sort()) {
    const { size } = await stat(join(folder, path))
    if (size > fileLimit) throw new FileTooLargeError({ bytes: size })
    yield { path, bytes: await readFile(join(folder, path)) }
  }
}

async function list(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((cause: unknown) => {
    throw new UnreadableFolderError({ folder: join(root, folder), cause })
  })
  const paths: string[] = []
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) paths.push(...(await list(root, path)))
    if (entry.isFile()) paths.push(path)
  }
  return paths
}

/** The folder is not there or may not be read. */
export class UnreadableFolderError extends BaseError {
  override readonly name = 'Folder.UnreadableFolderError'
  constructor({ folder, cause }: { folder: string; cause: unknown }) {
    super(`The folder "${folder}" cannot be read.`, { cause, hint: 'Check that it exists and may be opened.' })
  }
}
