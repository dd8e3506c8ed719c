/** Pictures that a `generate` job drew: all of them, or those of some seeds. */
export type Batch = { readonly job: string; readonly seeds?: readonly number[] | undefined }

/** What is to be published, as the address says. */
export type Source =
  | { readonly type: 'pictures'; readonly batches: readonly Batch[] }
  | { readonly type: 'model'; readonly job: string }
  | { readonly type: 'dataset'; readonly job: string }
  | { readonly type: 'file'; readonly upload?: string | undefined; readonly parent?: string | undefined }

/** The address of a publishing page. */
export type Address = {
  readonly pictures?: string | undefined
  readonly model?: string | undefined
  readonly dataset?: string | undefined
  readonly upload?: string | undefined
  readonly parent?: string | undefined
}

/** Reads an address; without anything in it, one's own file is published. */
export function parse({ pictures, model, dataset, upload, parent }: Address): Source {
  if (pictures !== undefined) return { type: 'pictures', batches: pictures.split('~').map(parseBatch) }
  if (model !== undefined) return { type: 'model', job: model }
  if (dataset !== undefined) return { type: 'dataset', job: dataset }
  return { type: 'file', upload, parent }
}

/** Batches in an address: `job.1.5.9~job`. */
export function format(batches: readonly Batch[]): string {
  return batches.map(({ job, seeds = [] }) => [job, ...seeds].join('.')).join('~')
}

function parseBatch(text: string): Batch {
  const [job = '', ...seeds] = text.split('.')
  const numbers = seeds.map(Number).filter((seed) => Number.isInteger(seed) && seed >= 0)
  return numbers.length === 0 ? { job } : { job, seeds: numbers }
}
