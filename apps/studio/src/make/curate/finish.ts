import type { GenerateInput, Job, ModelSource } from '@tributary/sdk/wire'
import { post } from '../../data/index.ts'
import { sizeOf } from '../pictures/shapes.ts'
import type { Batch } from '../publish/Source.ts'
import type { Kept } from './kept.ts'

/** Has the studio draw kept pictures at full size: one job for all that differ in nothing but the seed. */
export async function finish(kept: readonly Kept[]): Promise<Batch[]> {
  const jobs = await Promise.all(inputsOf(kept).map((input) => post<Job>('/v1/jobs', input)))
  return jobs.map(({ id }) => ({ job: id }))
}

/** The jobs that draw kept pictures. */
export function inputsOf(kept: readonly Kept[]): GenerateInput[] {
  const groups = new Map<string, GenerateInput>()
  for (const { model, shape, side, sketch } of kept) {
    const { seed, style, parameters } = sketch
    const key = JSON.stringify([model, shape, side, style, parameters])
    const numbers = Object.entries(parameters).map(([name, value]) => [name, Number(value)])
    const input = groups.get(key) ?? {
      kind: 'generate',
      model: sourceOf(model),
      seeds: [],
      style,
      ...sizeOf(shape, side),
      ...(numbers.length > 0 && { parameters: Object.fromEntries(numbers) }),
    }
    groups.set(key, { ...input, seeds: [...new Set([...input.seeds, seed])] })
  }
  return [...groups.values()]
}

/** The model behind a key of the drawing table: `work:0x…` or `job:…`. */
function sourceOf(model: string): ModelSource {
  const id = model.slice(model.indexOf(':') + 1)
  return model.startsWith('job:') ? { job: id } : { work: id }
}
