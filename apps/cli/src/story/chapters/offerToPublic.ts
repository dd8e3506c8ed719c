import { Amount, type Offer, Rights } from '@tributary/protocol'
import type { SignedOffer } from '@tributary/sdk'
import { Offers } from '@tributary/sdk/node'
import { keccak256, sha256, toBytes } from 'viem'
import { readText, type texts } from '../../license/readText.ts'
import { formatCount } from '../../terminal/format.ts'
import { keepOffer } from '../keepOffer.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

/** Everything that was made; the first picture belongs to a collector by now. */
export type Shelf = {
  readonly dataset: Published
  readonly model: Published
  readonly outputs: readonly Published[]
  readonly remix: Published
}

/** What is sold under an offer, without the work. */
type Terms = {
  readonly rights: readonly Rights.Right[]
  readonly text?: (typeof texts)[number]
  readonly limits: Partial<Offer.Offer>
}

/** Who sells which work for how much, in tokens. */
type Sale = { readonly work: Published; readonly holder: string; readonly price: string; readonly terms: Terms }

const year = 365n * 86_400n

const display: Terms = { rights: ['display'], text: 'personal', limits: { supply: 10_000 } }
const commercial: Terms = {
  rights: ['display', 'commercial'],
  text: 'commercial',
  limits: { duration: year, supply: 100 },
}
const derivative: Terms = {
  rights: ['derivative', 'commercial'],
  limits: { derivativeShare: 200_000, uses: 1, supply: 10 },
}
const edition: Terms = { rights: ['display', 'commercial', 'resale'], limits: { supply: 25 } }
const training: Terms = { rights: ['training'], text: 'ai-training', limits: { duration: year, supply: 20 } }
/** Under this channel a studio draws single pictures with a model for whoever pays. */
const drawing: Terms = {
  rights: ['display', 'commercial'],
  limits: { channel: keccak256(toBytes('generate')), supply: 1_000_000 },
}

/** Holders sign offers that stay open to everyone, people and machines; they lie in the home, where studios find them. */
export async function offerToPublic(stage: Stage, shelf: Shelf): Promise<void> {
  const sales = salesOf(shelf)
  for (const sale of sales) Offers.keep(stage.session.home.path, await sign(stage, sale))
  const works = new Set(sales.map(({ work }) => work.id))
  stage.tell.step(
    'offer to everyone',
    `${formatCount(sales.length, 'offer')} for ${formatCount(works.size, 'work')} signed, no gas: licenses, training, single drawings`,
  )
}

function salesOf({ dataset, model, outputs, remix }: Shelf): Sale[] {
  const [first, second, third, ...others] = outputs as [Published, Published, Published, ...Published[]]
  const holder = 'creator'
  return [
    { work: first, holder: 'collector', price: '12.00', terms: commercial },
    { work: second, holder, price: '2.00', terms: display },
    { work: second, holder, price: '9.00', terms: commercial },
    { work: third, holder, price: '5.00', terms: derivative },
    ...others.map((work, index) => ({ work, holder, price: `${3 + index}.50`, terms: [edition, display][index % 2]! })),
    { work: remix, holder: 'remixer', price: '20.00', terms: commercial },
    { work: dataset, holder: 'curator', price: '40.00', terms: training },
    { work: model, holder: 'developer', price: '0.10', terms: drawing },
  ]
}

async function sign(stage: Stage, { work, holder, price, terms }: Sale): Promise<SignedOffer> {
  const { token, actor } = stage
  const { rights, text, limits } = terms
  const gateway = (await actor('gateway')).account.address
  const name = `public.${work.id}.${rights.join('.')}`
  return keepOffer(await actor(holder), name, {
    work: work.id,
    token: token.address,
    price: Amount.parse(price, token.decimals),
    rights: Rights.from(rights),
    gateway,
    ...(text && { text: sha256(toBytes(readText(text).text)) }),
    ...limits,
  })
}
