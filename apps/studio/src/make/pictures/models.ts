import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Job, ModelSource, Page, TrainResult, Work, WorkCard } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { BaseError } from '../../BaseError.ts'
import { query, read } from '../../data/index.ts'
import { useSession } from '../../wallet/index.ts'
import { pool } from '../draw/drawing.ts'

/** A model that can draw here. */
export type Drawer = {
  /** As it stands in the address: `work:0x…` or `job:…`. */
  readonly key: string
  readonly source: ModelSource
  readonly name: string
  readonly by?: string | undefined
  /** Only pictures by a published model can be published. */
  readonly published: boolean
}

/** A drawer whose weights are here. */
export type Ready = Drawer & { readonly hash: Hex; readonly styles: readonly string[] }

/** Models to choose from, the published ones first; the studio's own is the oldest of them and the default. */
export function useDrawers(): readonly Drawer[] {
  const works = useQuery(publishedModels())
  const session = useSession()
  const jobs = useQuery({ ...trainedModels(session?.address), enabled: session !== undefined })
  const published = (works.data ?? []).map(({ id, name, creator }) => {
    return { key: `work:${id}`, source: { work: id }, name, by: creator.name, published: true }
  })
  const own = (jobs.data ?? []).map(({ id, name, published }) => {
    return { key: `job:${id}`, source: { job: id }, name, by: published ? 'you' : 'you, not published', published }
  })
  return [...published, ...own]
}

/** Fetches a model's weights and hands them to the drawing workers. */
export function readyModel(drawer: Drawer | undefined) {
  return queryOptions({
    queryKey: ['model', drawer?.key],
    queryFn: async ({ signal }): Promise<Ready> => {
      const { hash, styles, src } = await describe(drawer!, signal)
      if (!pool.knows(hash)) pool.teach(hash, await fetchFile(src, signal))
      return { ...drawer!, hash, styles }
    },
    enabled: drawer !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

function publishedModels() {
  return queryOptions({
    queryKey: ['works', 'models'],
    queryFn: async ({ signal }) => {
      const { items } = await read<Page<WorkCard>>(
        `/v1/works${query({ kind: 'model', sort: 'oldest', limit: 50 })}`,
        signal,
      )
      return items
    },
  })
}

function trainedModels(account: string | undefined) {
  return queryOptions({
    queryKey: ['jobs', 'models', account],
    queryFn: async ({ signal }) => {
      const { items } = await read<Page<Job>>(`/v1/jobs${query({ kind: 'train', limit: 50 })}`, signal)
      const done = items.filter(({ kind, state }) => kind === 'train' && state === 'succeeded')
      return Promise.all(done.map((job) => trained(job, signal)))
    },
    retry: false,
  })
}

/** What a training job led to, and whether it is a work by now. */
async function trained({ id, result }: Job, signal: AbortSignal) {
  const { name, hash } = (result as TrainResult).model
  const { works } = await read<{ works: string[] }>(`/v1/evidence/known/${hash}`, signal)
  return { id, name, published: works.length > 0 }
}

type Description = { readonly hash: Hex; readonly styles: readonly string[]; readonly src: string }

async function describe({ source }: Drawer, signal: AbortSignal): Promise<Description> {
  if ('work' in source) return fromWork(await read<Work>(`/v1/works/${source.work}`, signal))
  if (!('job' in source)) throw new NoModelError()
  const { result } = await read<Job>(`/v1/jobs/${source.job}`, signal)
  const { model } = result as TrainResult
  return { hash: model.hash as Hex, styles: model.styles, src: model.src }
}

/** A model's record names its styles, its files its weights. */
function fromWork(work: Work): Description {
  const recipe = (work.record?.tributary as { recipe?: { styles?: unknown } } | undefined)?.recipe
  const file = work.files.find(({ role }) => role === 'content')
  if (file === undefined || !Array.isArray(recipe?.styles)) throw new NoModelError(work.name)
  return { hash: file.sha256 as Hex, styles: recipe.styles.map(String), src: file.src }
}

async function fetchFile(src: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(src, { signal })
  if (!response.ok) throw new NoFileError(response.status)
  return new Uint8Array(await response.arrayBuffer())
}

/** The work is no model, or its file is not here. */
export class NoModelError extends BaseError {
  override readonly name = 'models.NoModelError'
  constructor(name = 'This work') {
    super(`${name} cannot draw: its weights or its styles are not in this studio.`, { hint: 'Choose another model.' })
  }
}

/** The weights could not be fetched. */
export class NoFileError extends BaseError {
  override readonly name = 'models.NoFileError'
  constructor(status: number) {
    super(`The model could not be fetched: the studio answered ${status}.`, {
      retry: true,
      hint: 'Try again in a moment.',
    })
  }
}
