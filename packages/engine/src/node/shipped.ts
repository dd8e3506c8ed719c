import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Model, parse } from '../model/Model.ts'

const folder = new URL('../../shipped/', import.meta.url)

/** Folder of the sample pictures, one sub-folder for each of six artists who never lived; see its README. */
export const shippedPictures: string = fileURLToPath(new URL('pictures', folder))

/** The model that comes with the engine, trained on exactly these pictures: its file, parsed, and its card in Markdown. */
export async function loadShipped(): Promise<{
  readonly model: Model
  readonly file: Uint8Array
  readonly card: string
}> {
  const [file, card] = await Promise.all([
    readFile(new URL('ateliers.model', folder)),
    readFile(new URL('ateliers.md', folder), 'utf8'),
  ])
  return { model: parse(file), file, card }
}
