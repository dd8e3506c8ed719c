import type { Drawn, GenerateDetails, GenerateInput, GenerateResult } from '@tributary/sdk/wire'
import { fileSrc } from '../fileSrc.ts'
import type { Outcome, Running } from '../Kind.ts'
import { modelBytes } from '../modelBytes.ts'
import { ThreadPool } from '../threads/ThreadPool.ts'
import type { GenerateAnswer, GenerateNote, GenerateOrder, Made } from './generateThread.ts'

const threads = new ThreadPool<GenerateOrder, GenerateAnswer, GenerateNote>({
  module: new URL('./generateThread.ts', import.meta.url),
  size: 1,
  megabytes: 1_024,
})

/** A model draws a picture for each seed. */
export async function generate({ services, job, folder, signal, report }: Running): Promise<Outcome> {
  const input = job.input as unknown as GenerateInput
  const { seeds, style, width, height, parameters } = input
  const { bytes, work } = await modelBytes(services, job.owner, input.model)
  const pictures: Drawn[] = []
  const total = new Set(seeds).size
  const onNote = ({ made }: GenerateNote): void => {
    const picture = drawnOf(job.id, made)
    pictures.push(picture)
    const details: GenerateDetails = { picture }
    report({ done: pictures.length, total, unit: 'pictures', details })
  }
  const order = { model: bytes, seeds, folder, input: { width, height, style, ...(parameters && { parameters }) } }
  const { hash, name, styles } = await threads.run(order, { signal, onNote })
  const origin = { ...(work && { work }), ...('job' in input.model && { job: input.model.job }) }
  const result: GenerateResult = { model: { hash, name, styles: [...styles], ...origin }, pictures }
  return { result }
}

function drawnOf(job: string, { seed, recipe, width, height, pixels }: Made): Drawn {
  const [src, preview] = [fileSrc(job, `${seed}.png`), fileSrc(job, `${seed}.webp`)]
  return { seed, src, preview, width, height, pixels, recipe: { ...recipe } }
}
