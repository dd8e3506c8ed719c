import { encodePng, type Model, Picture, recipe, render } from '@tributary/engine'
import { type Account, Flow, type Tree } from '@tributary/protocol'
import type { Content, Draft, Origin, Terms } from './Draft.ts'
import { defaultShares, type Shares, sharesOf } from './shares.ts'

/**
 * A picture that a model draws, as a work: the recipe is rendered, encoded as its canonical PNG and signed by the
 * model's key; the model, its contributors and the author of the prompt are paid.
 */
export function draftOutput(parameters: draftOutput.Parameters): Draft {
  const { name, weights, recipe: input, origin, contributions, author, platform, shares, ...terms } = parameters
  const exact = recipe(weights, input)
  const share = sharesOf(defaultShares.output, shares)
  const flows = [
    Flow.toWork(origin.model, share.model),
    ...(contributions === undefined ? [] : [Flow.toTree(contributions.root, share.contributions)]),
    ...(author === undefined ? [] : [Flow.toAccount(author, share.author)]),
    ...(platform === undefined ? [] : [Flow.toAccount(platform, share.platform)]),
  ]
  return {
    ...terms,
    kind: 'output',
    name,
    identity: exact,
    content: async () => draw(weights, exact),
    recipe: exact,
    parents: [origin.model],
    contributions: contributions?.root,
    flows: flows.filter(({ share }) => share > 0),
    trees: contributions === undefined ? [] : [contributions],
    origin,
    ingredients: async () => [
      { title: weights.header.name, mediaType: 'application/octet-stream', relationship: 'inputTo' },
    ],
  }
}

export declare namespace draftOutput {
  type Parameters = Terms & {
    readonly name: string
    readonly weights: Model.Model
    /** Seed, style, size and view. */
    readonly recipe: globalThis.Parameters<typeof recipe>[1]
    readonly origin: Origin
    /** Who contributed to this picture, and how much. */
    readonly contributions?: Tree.Tree | undefined
    /** The author of the prompt. */
    readonly author?: Account.Account | undefined
    readonly platform?: Account.Account | undefined
    readonly shares?: Shares<'output'> | undefined
  }
}

function draw(model: Model.Model, exact: ReturnType<typeof recipe>): Content {
  const picture = render(model, exact)
  const { width, height } = picture
  const pixels = { sha256: Picture.hash(picture), width, height }
  return { bytes: encodePng(picture), mediaType: 'image/png', pixels }
}
