import type { DataSet } from '../data/DataSet.ts'
import type { Trained } from '../train/train.ts'

/** What a model card says, as data. */
export type Card = {
  readonly name: string
  /** SHA-256 of the model file. */
  readonly hash: string
  readonly parameters: number
  readonly dataset: { readonly root: string; readonly pictures: number; readonly contributors: readonly string[] }
  readonly training: { readonly [name: string]: unknown }
  readonly losses: Trained['losses']
  /** When the training ended, as the caller says: ISO 8601. */
  readonly time: string
}

/** The card of a trained model. The time is the caller's: the engine has no clock. */
export function cardOf(trained: Pick<Trained, 'model' | 'losses'>, dataset: DataSet, time: string): Card {
  const { header, hash, weights } = trained.model
  return {
    name: header.name,
    hash,
    parameters: weights.length,
    dataset: {
      root: dataset.root,
      pictures: dataset.pictures.length,
      contributors: dataset.contributors.map(({ name }) => name),
    },
    training: header.training,
    losses: trained.losses,
    time,
  }
}

/** The card for people. */
export function cardToMarkdown(card: Card): string {
  const { dataset, training, losses } = card
  const { settings, ...rest } = training
  const last = losses.at(-1)
  const lines = [
    `# ${card.name}`,
    '',
    `A conditional picture generator with ${card.parameters} parameters and no fixed resolution, trained with the Tributary engine.`,
    '',
    ...rows({ 'model file': card.hash, finished: card.time }),
    '',
    '## Data set',
    '',
    ...rows({
      root: dataset.root,
      pictures: dataset.pictures,
      'styles, one per artist': dataset.contributors.join(', '),
    }),
    '',
    '## Training',
    '',
    ...rows({ ...(settings as object), ...rest }),
    ...(last === undefined ? [] : ['', `Last losses: ${describe(last)}.`]),
    '',
    'The same pictures, seed and settings give the same weights on any machine and any number of threads.',
    '',
  ]
  return lines.join('\n')
}

function rows(values: { readonly [name: string]: unknown }): string[] {
  return ['| | |', '| --- | --- |', ...Object.entries(values).map(([name, value]) => `| ${name} | ${String(value)} |`)]
}

function describe({ step, generator, discriminator, penalty }: Trained['losses'][number]): string {
  const [g, d, p] = [generator, discriminator, penalty].map((loss) => loss.toFixed(3))
  return `generator ${g}, discriminator ${d}, penalty ${p} at step ${step}`
}
