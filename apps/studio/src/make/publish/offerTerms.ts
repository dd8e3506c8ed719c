import type { Right } from '@tributary/sdk/wire'

/** What may be bought of a work, in words that need no manual. */
export type OfferTerms = {
  readonly id: 'personal' | 'commercial' | 'remix' | 'training'
  readonly name: string
  readonly words: string
  readonly rights: readonly Right[]
  /** In whole units of the token, such as dollars. */
  readonly price: string
  /** How many may be sold. */
  readonly supply: number
  /** The least a derivative must owe the work, in parts per million. */
  readonly derivativeShare: number
  /** The license text that comes along with the studio. */
  readonly text: 'personal' | 'commercial' | 'ai-training'
}

export const offerTerms: readonly OfferTerms[] = [
  {
    id: 'personal',
    name: 'Show it',
    words: 'Anyone may show it: on a wall, a screen, in a post. Nobody may earn with it.',
    rights: ['display'],
    price: '5',
    supply: 100,
    derivativeShare: 0,
    text: 'personal',
  },
  {
    id: 'commercial',
    name: 'Use it for business',
    words: 'On a cover, in an ad, on a product: whoever buys it may earn with it.',
    rights: ['display', 'commercial'],
    price: '25',
    supply: 100,
    derivativeShare: 0,
    text: 'commercial',
  },
  {
    id: 'remix',
    name: 'Make something new of it',
    words: 'Others may publish works made from it. You get 10 % of whatever those earn, for ever.',
    rights: ['display', 'derivative'],
    price: '10',
    supply: 100,
    derivativeShare: 100_000,
    text: 'commercial',
  },
  {
    id: 'training',
    name: 'Train models on it',
    words: 'Others may teach a model with it.',
    rights: ['training'],
    price: '50',
    supply: 20,
    derivativeShare: 0,
    text: 'ai-training',
  },
]
