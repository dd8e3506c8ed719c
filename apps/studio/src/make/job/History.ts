import type { Job, TrainDetails, TrainResult } from '@tributary/sdk/wire'

export type Sheet = NonNullable<TrainDetails['sheet']>

/** What a run has shown: sample sheets and losses by step. */
export type History = {
  readonly sheets: readonly Sheet[]
  readonly losses: TrainResult['losses']
  readonly variety: TrainDetails['variety']
}

export const noHistory: History = { sheets: [], losses: [], variety: undefined }

/** Adds what one report says. A report that comes twice, as after a lost connection, changes nothing. */
export function withReport(history: History, { progress }: Job): History {
  const { sheet, losses, variety } = (progress?.details ?? {}) as TrainDetails
  return {
    sheets: sheet ? withStep(history.sheets, sheet) : history.sheets,
    losses: losses && progress ? withStep(history.losses, { ...losses, step: progress.done }) : history.losses,
    variety: variety ?? history.variety,
  }
}

function withStep<item extends { readonly step: number }>(items: readonly item[], item: item): item[] {
  const others = items.filter(({ step }) => step !== item.step)
  return [...others, item].sort((a, b) => a.step - b.step)
}
