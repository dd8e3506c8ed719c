import { licensesAbi, Offer, Rights, TypedData } from '@tributary/protocol'
import type { Right, Studio, Offer as WireOffer, Work } from '@tributary/sdk/wire'
import { type Address, type Hex, sha256, stringToBytes } from 'viem'
import { readContract } from 'wagmi/actions'
import training from '../../../../../docs/licenses/ai-training.md?raw'
import commercial from '../../../../../docs/licenses/commercial.md?raw'
import personal from '../../../../../docs/licenses/personal.md?raw'
import { post } from '../../data/index.ts'
import { durationText, moneyText, parseAmount } from '../../design/index.ts'
import { rightWords } from '../../market/words.ts'
import { type Message, signMessages } from '../../signing/index.ts'
import { connection } from '../../wallet/actions.ts'
import type { SaleTerms } from './SaleTerms.ts'

/** A work as its holder sells licenses of it. */
export type Lot = { readonly work: Pick<Work, 'id' | 'name' | 'epoch'>; readonly terms: SaleTerms }

/** Has an offer signed and puts it up for sale; undefined when the holder thinks better of it. */
export async function sell(work: Work, studio: Studio, terms: SaleTerms): Promise<WireOffer | undefined> {
  return (await sellAll(`Sell licenses of ${work.name}`, studio, [{ work, terms }]))?.[0]
}

/** Has several offers signed, one after another, and puts them up for sale. */
export async function sellAll(
  title: string,
  studio: Studio,
  lots: readonly Lot[],
): Promise<readonly WireOffer[] | undefined> {
  let offers: readonly Offer.Offer[] = []
  const signatures = await signMessages(
    title,
    'Whoever pays this price gets a license on these terms, as long as you hold the work and have not withdrawn the offer.',
    async (account) => {
      const counter = await counterOf(account, studio)
      offers = lots.map((lot) => offerOf(counter, lot, studio))
      return lots.map((lot, index) => messageOf(offers[index]!, lot, studio))
    },
  )
  if (signatures === undefined) return undefined
  return Promise.all(
    offers.map((offer, index) =>
      post<WireOffer>('/v1/offers', { offer: Offer.toJson(offer), signature: signatures[index] }),
    ),
  )
}

async function counterOf(account: Address, studio: Studio): Promise<bigint> {
  const { config } = await connection()
  const address = studio.contracts.licenses as Address
  return readContract(config, { abi: licensesAbi, address, functionName: 'counterOf', args: [account] })
}

function offerOf(counter: bigint, { work, terms }: Lot, studio: Studio): Offer.Offer {
  const token = studio.tokens[0]!
  return Offer.from({
    work: work.id as Hex,
    epoch: BigInt(work.epoch),
    counter,
    token: token.address as Address,
    price: BigInt(parseAmount(terms.price, token.decimals)!),
    rights: Rights.from(terms.rights),
    supply: Number(terms.supply),
    duration: BigInt(terms.duration),
    derivativeShare: terms.derivativeShare ?? 0,
    ...(studio.gateway && { gateway: studio.gateway as Address }),
    text: sha256(stringToBytes(textFor(terms.rights))),
    salt: BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`),
  })
}

/** The text that goes with the furthest right that is granted. */
function textFor(rights: readonly Right[]): string {
  if (rights.includes('training')) return training
  return rights.some((right) => right === 'commercial' || right === 'derivative') ? commercial : personal
}

function messageOf(offer: Offer.Offer, { work, terms }: Lot, studio: Studio): Message {
  const verifier = { chainId: studio.chain.id, verifyingContract: studio.contracts.licenses as Address }
  const { domain, types, primaryType } = TypedData.offer(verifier, offer)
  const price = moneyText({ amount: offer.price.toString(), token: studio.tokens[0]! })
  return {
    title: `Offer ${terms.supply} licenses at ${price}`,
    words: [
      { label: 'Work', value: work.name },
      { label: 'The buyer may', value: terms.rights.map((right) => rightWords[right].may).join('. ') },
      { label: 'Price', value: price },
      { label: 'How many', value: terms.supply },
      { label: 'Lasts', value: durationText(terms.duration) },
      { label: 'It ends', value: 'when all are sold, when you withdraw it, or when the work changes hands' },
      { label: 'It costs you', value: 'nothing; nothing is sent to the chain' },
    ],
    data: { domain: { ...domain }, types: { Offer: [...types.Offer] }, primaryType, message: Offer.toJson(offer) },
  }
}
