import type { Draft, DraftSignatures, Offer, Studio, Work } from '@tributary/sdk/wire'
import { BaseError } from '../../BaseError.ts'
import { post, read } from '../../data/index.ts'
import { type Message, sign, signMessages } from '../../signing/index.ts'
import { type Lot, sellAll } from '../../work/sell/sell.ts'
import { type OfferTerms, offerTerms } from '../publish/offerTerms.ts'
import { readStored } from '../useStored.ts'

/** What was to be sold of each work of a draft. */
export type StoredWish = {
  readonly id: OfferTerms['id']
  readonly on: boolean
  readonly price: string
  readonly supply: string
}

/** Has the creator say that works without a model are theirs. Whether they did. */
export async function signWorks(draft: Draft): Promise<boolean> {
  const asked = draft.works.filter(({ toSign }) => toSign !== undefined)
  const signatures = await signMessages(
    'Say that it is yours',
    'The signature goes into the file. Whoever has the file can check it, with no need of this studio.',
    async () =>
      asked.map(({ name, id, toSign }): Message => {
        const words = [
          { label: 'Work', value: name },
          { label: 'Id', value: id ?? '' },
        ]
        return { title: `${name} is my work`, words, data: toSign! }
      }),
  )
  if (signatures === undefined) return false
  const body = { signatures: asked.map(({ id }, index) => ({ work: id!, signature: signatures[index]! })) }
  await post<Draft>(`/v1/drafts/${draft.id}/signature`, body satisfies DraftSignatures)
  return true
}

/** Explains and sends the plan of a draft. Whether the chain has it. */
export async function publishDraft(draft: Draft): Promise<boolean> {
  const signed = await sign(async () => {
    const { plan } = await read<Draft>(`/v1/drafts/${draft.id}`)
    if (plan === undefined) throw new NothingToSignError()
    return plan
  })
  return signed !== undefined
}

/** What the creator wished to sell when the draft was made; an offer to show it, when nobody remembers. */
export function wishesOf(draft: Draft): readonly StoredWish[] {
  return readStored<StoredWish[]>(`wishes.${draft.id}`) ?? []
}

/** Has an offer signed for every work and wish, and puts them up for sale. */
export async function sellDraft(
  draft: Draft,
  studio: Studio,
  wishes: readonly StoredWish[],
): Promise<readonly Offer[] | undefined> {
  const works = await Promise.all(sellable(draft).map(({ id }) => read<Work>(`/v1/works/${id}`)))
  const lots = works.flatMap((work) => wishes.flatMap((wish) => lotsOf(work, wish)))
  return sellAll(
    lots.length === 1 ? `Sell licenses of ${works[0]!.name}` : `Sell ${lots.length} kinds of licenses`,
    studio,
    lots,
  )
}

/** A data set that goes with its model is not sold by itself. */
export function sellable({ works }: Draft): Draft['works'] {
  return works.length > 1 ? works.filter(({ kind }) => kind !== 'dataset') : works
}

function lotsOf(work: Work, { id, price, supply }: StoredWish): Lot[] {
  const terms = offerTerms.find((each) => each.id === id)
  if (terms === undefined) return []
  const { rights, derivativeShare } = terms
  return [{ work, terms: { rights, price, supply, duration: 0, derivativeShare } }]
}

/** The draft has no plan: it was published meanwhile, or is not ready. */
class NothingToSignError extends BaseError {
  override readonly name = 'draft.NothingToSignError'
  constructor() {
    super('There is nothing to sign: the draft is published already, or not ready yet.', {
      retry: true,
      hint: 'Look at it again in a moment.',
    })
  }
}
