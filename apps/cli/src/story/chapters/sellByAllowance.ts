import { Amount, Rights } from '@tributary/protocol'
import { buy, type SignedOffer } from '@tributary/sdk'
import { formatAmount } from '../../terminal/format.ts'
import { keepOffer } from '../keepOffer.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

/** A person buys the right to use a work commercially: the holder's signature, one transaction of the buyer's. */
export async function sellByAllowance(stage: Stage, sale: Sale): Promise<void> {
  const { token, tell } = stage
  const [holder, buyer] = [await stage.actor(sale.holder), await stage.actor(sale.buyer)]
  const offer = await keepOffer(holder, sale.name, {
    work: sale.work.id,
    token: token.address,
    price: Amount.parse(sale.price, token.decimals),
    rights: Rights.from(['display', 'commercial']),
    duration: 365n * 86_400n,
    supply: 100,
  })
  tell.step('offer', `${sale.holder} signs a commercial license for ${sale.work.name}: ${show(offer, stage)}, no gas`)
  const bought = await buy(buyer, { ...offer, key: `story.${sale.name}` })
  tell.step('buy', `${sale.buyer} pays ${formatAmount(bought.price, token)}; the license is theirs`, bought)
}

/** Who sells what to whom. */
export type Sale = {
  /** Names the sale in the journal. */
  readonly name: string
  readonly work: Published
  readonly holder: string
  readonly buyer: string
  /** In tokens. */
  readonly price: string
}

function show({ offer }: SignedOffer, { token }: Stage): string {
  return formatAmount(offer.price, token)
}
