import { BaseError, DataSet } from '@tributary/engine'

/** A file as it was dropped or chosen: its path with `/` between folders. */
export type Dropped = { readonly path: string; readonly file: File }

/** What is said about a picture without its bytes: where it lies and whose it is. */
export type Place = { readonly path: string; readonly artist: string }

/** What a drop holds: pictures with their artists, the table if there was one, and what is no picture. */
export type Folder = {
  readonly pictures: readonly (Place & { readonly file: File })[]
  /** Addresses and weights by artist, as the table says. */
  readonly people: ReadonlyMap<string, { readonly address?: string; readonly weight: bigint }>
  readonly others: readonly string[]
  /** What is wrong with the table; the folders' names are used then. */
  readonly problem?: { readonly message: string; readonly hint?: string | undefined } | undefined
}

const pictureName = /\.(png|jpe?g|webp)$/i
/** Systems leave these behind; nobody means to publish them. */
const litter = /(^|\/)(\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/i
const table = 'contributors.csv'

/** Reads a drop: folders are artists, loose pictures are by `me`, and `contributors.csv` goes before both. */
export async function read(dropped: readonly Dropped[], me: string): Promise<Folder> {
  const files = withoutRoot(dropped.filter(({ path }) => !litter.test(path)))
  const sources = files.filter(({ path }) => pictureName.test(path))
  const others = files.map(({ path }) => path).filter((path) => !pictureName.test(path) && path !== table)
  const csv = files.find(({ path }) => path === table)
  const byFolder = sources.map(({ path, file }) => ({ path, file, artist: artistOf(path, me) }))
  if (csv === undefined) return { pictures: byFolder, people: new Map(), others }
  try {
    return { ...byTable(sources, await csv.file.text()), others }
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    const problem = { message: error.message.split('\n')[0]!, hint: error.hint }
    return { pictures: byFolder, people: new Map(), others, problem }
  }
}

/** The artist that a path names: its first folder. */
export function artistOf(path: string, me: string): string {
  const [folder, ...rest] = path.split('/')
  return rest.length === 0 ? me : folder!.trim().slice(0, 64) || me
}

function byTable(sources: readonly Dropped[], text: string): Pick<Folder, 'pictures' | 'people'> {
  const people = new Map<string, { address?: string; weight: bigint }>()
  const pictures = DataSet.assign(sources, text).map(({ contributor, address, weight }, index) => {
    people.set(contributor, { weight, ...(address && { address }) })
    return { ...sources[index]!, artist: contributor }
  })
  return { pictures, people }
}

/** One folder that holds everything is where it came from, not an artist. */
function withoutRoot(files: readonly Dropped[]): readonly Dropped[] {
  const roots = new Set(files.map(({ path }) => path.split('/')[0]))
  const depth = Math.max(0, ...files.map(({ path }) => path.split('/').length))
  const hasTable = files.some(({ path }) => path.split('/').slice(1).join('/') === table)
  const isAround = roots.size === 1 && (depth > 2 || hasTable) && files.every(({ path }) => path.includes('/'))
  return isAround ? files.map(({ path, file }) => ({ path: path.slice(path.indexOf('/') + 1), file })) : files
}
