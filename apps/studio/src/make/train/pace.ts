import type { Job, TrainInput, TrainResult } from '@tributary/sdk/wire'
import { type Pace, presetOf } from './presets.ts'

/** How fast this machine trained before, by the newest run that took long enough to tell; null when there is none. */
export function paceOf(jobs: readonly Job[]): Pace | null {
  for (const { started, ended, result, input } of jobs) {
    const seconds = (ended ?? 0) - (started ?? 0)
    const steps = (result as TrainResult | undefined)?.model?.steps
    if (steps === undefined || seconds < 2) continue
    return { preset: presetOf((input as TrainInput | undefined)?.settings), rate: steps / seconds }
  }
  return null
}
