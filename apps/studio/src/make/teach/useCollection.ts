import { useRef, useState } from 'react'
import { BaseError } from '../../BaseError.ts'
import { upload } from '../../data/index.ts'
import { needWallet } from '../../wallet/index.ts'
import { forget, readStored, store } from '../useStored.ts'
import * as Collection from './Collection.ts'
import { type Dropped, read } from './Folder.ts'
import { inspectPicture } from './inspectPicture.ts'

const key = 'collection'
/** Pictures that are read or sent at the same time. */
const hands = 3

type Change = (collection: Collection.Collection) => Collection.Collection

/** The collection in the making. Pictures go to the studio as they come; the rest is kept in this browser. */
export function useCollection() {
  const [collection, setCollection] = useState<Collection.Collection>(load)
  const [problem, setProblem] = useState<BaseError>()
  const files = useRef(new Map<string, File>())
  const dispatch = (change: Change) => {
    setCollection((before) => {
      const next = change(before)
      save(next)
      return next
    })
  }
  const set = (path: string, changes: Partial<Collection.Piece>) =>
    dispatch((now) => Collection.change(now, path, changes))
  const send = async (paths = pathsWaiting(collection)) => {
    if ((await needWallet()) === undefined) return
    await forAll(paths, (path) => sendOne(path, files.current.get(path), set))
  }
  const add = async (dropped: readonly Dropped[]) => {
    const { pictures, people, others, problem: wrong } = await read(dropped, 'me')
    setProblem(troubleOf(pictures.length, others, wrong))
    for (const { path, file } of pictures) files.current.set(path, file)
    dispatch((now) => (people.size === 0 ? now : { ...now, people: { ...now.people, ...termsOf(people) } }))
    dispatch((now) =>
      Collection.add(
        now,
        pictures.map(({ path, file, artist }) => ({
          path,
          artist,
          state: 'reading',
          preview: URL.createObjectURL(file),
        })),
      ),
    )
    const good: string[] = []
    await forAll(pictures, async ({ path, file }) => {
      const inspected = await inspectPicture(file)
      if (inspected.state === 'good') good.push(path)
      set(path, inspected.state === 'good' ? { ...inspected, state: 'waiting' } : inspected)
    })
    if (good.length > 0) await send(good)
  }
  const clear = () => {
    forget(key)
    setCollection(Collection.empty)
  }
  return { collection, dispatch, add, send: () => send(), waiting: pathsWaiting(collection).length, problem, clear }
}

async function sendOne(
  path: string,
  file: File | undefined,
  set: (path: string, changes: Partial<Collection.Piece>) => void,
): Promise<void> {
  if (file === undefined) return
  set(path, { state: 'sending' })
  try {
    const { id, picture } = await upload(file)
    set(path, {
      state: 'kept',
      hash: id as `0x${string}`,
      ...(picture && { preview: picture.preview, width: picture.width, height: picture.height }),
    })
  } catch (error) {
    const known = error instanceof BaseError
    set(
      path,
      known && error.retry
        ? { state: 'waiting' }
        : {
            state: 'refused',
            message: known ? error.summary : 'It could not be sent.',
            hint: known ? error.hint : 'Drop it again.',
          },
    )
  }
}

/** Does something for each, a few at a time. */
async function forAll<item>(items: readonly item[], act: (item: item) => Promise<void>): Promise<void> {
  const left = [...items]
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await act(next)
  }
  await Promise.all(Array.from({ length: hands }, work))
}

function pathsWaiting({ pieces }: Collection.Collection): string[] {
  return pieces.filter(({ state }) => state === 'waiting').map(({ path }) => path)
}

function termsOf(
  people: ReadonlyMap<string, { readonly address?: string; readonly weight: bigint }>,
): Collection.Collection['people'] {
  return Object.fromEntries(
    Array.from(people, ([name, { address = '', weight }]) => [name, { address, weight: `${weight}` }]),
  )
}

/** What a reload can bring back: what the studio has. */
function save({ name, people, pieces }: Collection.Collection): void {
  store(key, { name, people, pieces: pieces.filter(({ state }) => state === 'kept') })
}

function load(): Collection.Collection {
  return { ...Collection.empty, ...readStored<Collection.Collection>(key) }
}

function troubleOf(
  count: number,
  others: readonly string[],
  problem: { readonly message: string; readonly hint?: string | undefined } | undefined,
): BaseError | undefined {
  if (problem) return new TableError(problem.message, problem.hint)
  return count === 0 ? new NoPicturesError(others.length) : undefined
}

/** contributors.csv and the pictures contradict each other. */
class TableError extends BaseError {
  override readonly name = 'teach.TableError'
  constructor(message: string, hint: string | undefined) {
    super(`${message} Until then the folders say whose pictures are.`, { hint })
  }
}

/** Nothing that was dropped is a picture. */
class NoPicturesError extends BaseError {
  override readonly name = 'teach.NoPicturesError'
  constructor(others: number) {
    super(others === 0 ? 'There was nothing in it.' : `None of the ${others} files is a picture.`, {
      hint: 'Bring PNG, JPEG or WebP files, in a folder for each artist.',
    })
  }
}
