import type { Offer, Right } from '@tributary/sdk/wire'
import { ago, durationText, percent } from '../../design/index.ts'
import { rights, rightWords } from '../../market/words.ts'

/** An offer in plain words. */
export type OfferWords = {
  readonly may: readonly string[]
  readonly mayNot: readonly string[]
  /** For how long, how often, how many. */
  readonly limits: readonly string[]
  /** What is owed beyond the price. */
  readonly duties: readonly string[]
}

export function wordsOf(offer: Offer): OfferWords {
  const has = (right: Right) => offer.rights.includes(right)
  return {
    may: rights
      .filter(has)
      .map((right) =>
        offer.exclusive.includes(right) ? `${rightWords[right].may}, you alone` : rightWords[right].may,
      ),
    mayNot: rights.filter((right) => !has(right)).map((right) => rightWords[right].without),
    limits: limitsOf(offer),
    duties: dutiesOf(offer),
  }
}

/** What the offer is mostly for: the furthest right it gives. */
export function titleOf({ rights: given, exclusive }: Offer): string {
  const name = given.includes('training')
    ? 'To train on'
    : given.includes('commercial')
      ? 'To earn with'
      : given.includes('derivative')
        ? 'To build on'
        : 'To have and show'
  return exclusive.length > 0 ? `${name}, exclusively` : name
}

function limitsOf({ duration, uses, supply, sold, validUntil }: Offer): readonly string[] {
  const left = supply - sold
  const end = Number(validUntil)
  return [
    duration === 0 ? 'For ever' : `For ${durationText(duration)}`,
    ...(uses > 0 ? [`${uses} ${uses === 1 ? 'use' : 'uses'}`] : []),
    left === 1 ? 'The last one' : `${left.toLocaleString('en-US')} left`,
    ...(end < farAway ? [`Offer ends ${ago(end)}`] : []),
  ]
}

/** Offers without an end are valid until the end of 64 bits. Unit: seconds since 1970, the year 2200. */
const farAway = 7_258_118_400

function dutiesOf({ derivativeShare }: Offer): readonly string[] {
  return derivativeShare > 0
    ? [`What you make from it owes this work at least ${percent(derivativeShare)} of what it earns.`]
    : []
}
