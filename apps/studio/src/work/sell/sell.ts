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

/** Has an offer signed and puts it up for sale; undefined when the holder thinks better of it. */
export async function sell(work: Work, studio: Studio, terms: SaleTerms): Promise<WireOffer | undefined> {
  let offer: Offer.Offer | undefined
  const signatures = await signMessages(
    `Sell licenses of ${work.name}`,
    'Whoever pays this price gets a license on these terms, as long as you hold the work and have not withdrawn the offer.',
    async (account) => {
      offer = await offerOf(account, work, studio, terms)
      return [messageOf(offer, work, studio, terms)]
    },
  )
  const signature = signatures?.[0]
  if (!offer || !signature) return undefined
  return post<WireOffer>('/v1/offers', { offer: Offer.toJson(offer), signature })
}

async function offerOf(account: Address, work: Work, studio: Studio, terms: SaleTerms): Promise<Offer.Offer> {
  const { config } = await connection()
  const licenses = studio.contracts.licenses as Address
  const counter = await readContract(config, {
    abi: licensesAbi,
    address: licenses,
    functionName: 'counterOf',
    args: [account],
  })
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
    text: sha256(stringToBytes(textFor(terms.rights))),
    ...(studio.gateway && { gateway: studio.gateway as Address }),
    salt: BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`),
  })
}

/** The text that goes with the furthest right that is granted. */
function textFor(rights: readonly Right[]): string {
  if (rights.includes('training')) return training
  return rights.some((right) => right === 'commercial' || right === 'derivative') ? commercial : personal
}

function messageOf(offer: Offer.Offer, work: Work, studio: Studio, terms: SaleTerms): Message {
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
