import { mkdirSync, writeFileSync } from 'node:fs'
import { encodePng } from '@tributary/engine'
import { ask, temporaryFolder } from './tributary.ts'

/** A home with everything from pictures to a signed output, made by the command line alone. */
export type Studio = Disposable & {
  readonly path: string
  readonly to: (name: string) => string
  readonly home: string
  readonly dataset: string
  readonly model: string
  readonly output: string
  /** The picture with its content credential. */
  readonly signed: string
  /** Runs a command on the home and reads its JSON. */
  readonly ask: <T = Record<string, unknown>>(...args: string[]) => Promise<T>
}

type Published = { readonly id: string; readonly file: string }

/** Pictures of two artists who are easy to tell apart, one folder each. */
export function writePictures(folder: string, perArtist = 3): void {
  const artists = {
    ada: (x: number, y: number) => [(x * 4) % 256, (y * 4) % 256, 128],
    ben: (x: number, y: number) => [((x ^ y) * 4) % 256, 40, 200],
  }
  for (const [artist, color] of Object.entries(artists)) {
    mkdirSync(`${folder}/${artist}`, { recursive: true })
    for (let n = 0; n < perArtist; n++) writeFileSync(`${folder}/${artist}/${n}.png`, encodePng(plain(color, n)))
  }
}

/** From `init` to a minted output: the way a newcomer goes. */
export async function openStudio(): Promise<Studio> {
  const folder = temporaryFolder()
  const home = folder.to('home')
  const run = <T>(...args: string[]): Promise<T> => ask<T>([...args, '--home', home], { cwd: folder.path })
  writePictures(folder.to('pictures'))
  await run('init', '--studio', 'Studio Delta')
  await run('train', 'pictures', '--steps', '2', '--threads', '1', '--out', 'model')
  const dataset = await run<Published>('publish', 'pictures', '--hold-keys')
  const model = await run<Published>('publish', 'model/pictures.model')
  await run('generate', '-m', 'model/pictures.model', '--seeds', '7,8', '--size', '64')
  const output = await run<Published>('publish', 'pictures/ada-7.png', '--mint', '--anchor')
  return {
    ...folder,
    home,
    dataset: dataset.id,
    model: model.id,
    output: output.id,
    signed: output.file,
    ask: run,
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

function plain(color: (x: number, y: number) => number[], shift: number): Parameters<typeof encodePng>[0] {
  const data = new Uint8Array(48 * 48 * 3)
  for (let y = 0; y < 48; y++)
    for (let x = 0; x < 48; x++) data.set(color(x + shift * 9, y + shift * 5), (y * 48 + x) * 3)
  return { width: 48, height: 48, data }
}
