import type { DraftPart } from '@tributary/sdk/wire'
import { makeDatasetPart } from './dataset.ts'
import { makeImport } from './import.ts'
import type { Made, Making } from './Making.ts'
import { makeModel, rootOfPart } from './model.ts'
import { makeOutput } from './output.ts'
import { makeRemix } from './remix.ts'

/** Makes one part of a draft ready to be published: everything it names is found, and allowed. */
export async function makePart(making: Making, parts: readonly DraftPart[], index: number): Promise<Made> {
  const part = parts[index] as DraftPart
  if (part.kind === 'output') return makeOutput(making, part)
  if (part.kind === 'import') return makeImport(making, part)
  if (part.kind === 'remix') return makeRemix(making, part)
  if (part.kind === 'dataset') return makeDatasetPart(making, part)
  const root = 'part' in part.dataset ? await rootOfPart(making, parts[part.dataset.part]) : undefined
  return makeModel(making, part, root)
}
