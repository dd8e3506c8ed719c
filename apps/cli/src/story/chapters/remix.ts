import { encodePng, Picture, recipe, render } from '@tributary/engine'
import { Amount, Rights } from '@tributary/protocol'
import { buy, draftRemix, link, publishWork } from '@tributary/sdk'
import { publisherOf } from '../../session/publisherOf.ts'
import { formatAmount, shorten } from '../../terminal/format.ts'
import { keepOffer } from '../keepOffer.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'
import type { PublishedModel } from './publishModel.ts'

const price = '5.00'

/** What the license asks of every derivative, in parts per million. */
const derivativeShare = 200_000

/** An artist buys the right to remix a picture, makes a new one from it and a second style, and owes it a fifth. */
export async function remix(stage: Stage, model: PublishedModel, parent: Published): Promise<Published> {
  const { tell, token, actor, session } = stage
  const [holder, remixer] = [await actor('creator'), await actor('remixer')]
  const { offer, signature } = await keepOffer(holder, 'remix', {
    work: parent.id,
    token: token.address,
    price: Amount.parse(price, token.decimals),
    rights: Rights.from(['derivative', 'commercial']),
    derivativeShare,
    uses: 1,
    supply: 10,
  })
  const bought = await buy(remixer, { offer, signature, key: 'story.remix' })
  tell.step(
    'buy remix license',
    `remixer pays ${formatAmount(bought.price, token)} to derive from ${parent.name}`,
    bought,
  )
  const draft = draftRemix({
    name: `Remix of ${parent.name}`,
    content: blend(model),
    parents: [{ work: parent.id, share: derivativeShare }],
    store: session.store,
  })
  const { id, work, transactions } = await publishWork(await publisherOf(session, remixer), draft)
  tell.step('publish remix', `${shorten(id)} owes ${parent.name} 20 % for ever`, transactions[0])
  const linked = await link(remixer, {
    derivative: work,
    flowPath: [0],
    offer,
    license: bought.license,
    key: 'story.link',
  })
  tell.step('link license', 'the license is used once; the share was checked on chain', linked)
  return { id, work, name: draft.name }
}

/** A picture between the parent's style and another, drawn by the same model. */
function blend({ weights }: PublishedModel): Parameters<typeof draftRemix>[0]['content'] {
  const { styles } = weights.header
  const [own, other] = [2, 4].map((index) => styles[index % styles.length]!)
  const style = { [other!]: 1, [own!]: 2 }
  const picture = render(weights, recipe(weights, { seed: 2026, style, width: 768, height: 768 }))
  const { width, height } = picture
  return { bytes: encodePng(picture), mediaType: 'image/png', pixels: { sha256: Picture.hash(picture), width, height } }
}
