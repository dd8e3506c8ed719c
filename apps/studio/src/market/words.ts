import type { Kind, Right } from '@tributary/sdk/wire'

/** What kinds of works are called, one and many. */
export const kindWords: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = {
  output: { one: 'Picture', many: 'Pictures' },
  remix: { one: 'Remix', many: 'Remixes' },
  import: { one: 'Own work', many: 'Own works' },
  model: { one: 'Model', many: 'Models' },
  dataset: { one: 'Data set', many: 'Data sets' },
}

/** What a right lets one do, in few words and in a sentence. */
export const rightWords: Readonly<
  Record<Right, { readonly name: string; readonly may: string; readonly without: string }>
> = {
  display: { name: 'Show it', may: 'Show it, in private and in public', without: 'Show it' },
  commercial: { name: 'Earn with it', may: 'Earn with it: products, advertising, print', without: 'Earn with it' },
  derivative: {
    name: 'Build on it',
    may: 'Change it and publish what you make',
    without: 'Publish works made from it',
  },
  training: { name: 'Train on it', may: 'Train models on it', without: 'Train models on it' },
  resale: {
    name: 'Pass it on',
    may: 'Give or sell the license to somebody else',
    without: 'Give the license to somebody else',
  },
}

export const kinds = Object.keys(kindWords) as readonly Kind[]
export const rights = Object.keys(rightWords) as readonly Right[]
