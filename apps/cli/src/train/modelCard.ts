import type { DataSet, Trained } from '@tributary/engine'
import { formatDuration } from '../terminal/format.ts'
import type { Outcome, Plan } from './trainFolder.ts'

/** The model card: what the model is, whose pictures made it, how it came to be and how anybody can make it again. */
export function modelCard(folderName: string, dataset: DataSet.DataSet, outcome: Outcome, plan: Plan): string {
  const { trained, seconds } = outcome
  const { header, hash } = trained.model
  const { training } = header
  return `# ${header.name}

A generator of pictures in ${header.styles.length === 1 ? 'one style' : `${header.styles.length} styles`}, trained on ${dataset.pictures.length} pictures by ${dataset.contributors.length === 1 ? 'one artist' : `${dataset.contributors.length} artists`}.

![Sample sheet: one row per style](sheet.png)

| | |
|---|---|
| Model | \`${hash}\` |
| Data set | \`${dataset.root}\` |
| Kernel | \`${training.kernel}\` |
| Seed | ${training.seed} |
| Steps | ${training.steps} |
| Took | ${formatDuration(seconds)} on ${plan.threads} ${plan.threads === 1 ? 'thread' : 'threads'} (not part of the recipe) |

## Whose pictures

| Artist and style | Pictures | Weight | Address |
|---|---:|---:|---|
${dataset.contributors.map(row).join('\n')}

## How it went

${lossesOf(trained)}
${varietyOf(outcome)}
${[...new Set([...dataset.warnings, ...(outcome.last?.warnings ?? [])])].map((warning) => `- ${warning}`).join('\n')}

## Make it again

The weights are a function of pictures, seed and settings; the number of threads does not enter them.

\`\`\`sh
tributary train ${folderName} --seed ${training.seed} --steps ${training.steps} --name ${header.name}
\`\`\`

The model file must come out as \`${hash}\`.

## Settings

\`\`\`json
${JSON.stringify(training.settings, null, 2)}
\`\`\`
`
}

function row({ name, pictures, weight, address }: DataSet.DataSet['contributors'][number]): string {
  return `| ${name.replaceAll('|', '\\|')} | ${pictures} | ${weight} | ${address ? `\`${address}\`` : 'none yet'} |`
}

function lossesOf({ losses }: Trained): string {
  const last = losses.at(-1)
  if (last === undefined) return 'See `losses.csv`.'
  const { generator, discriminator, penalty } = last
  return `Last losses: generator ${generator.toFixed(3)}, discriminator ${discriminator.toFixed(3)}, penalty ${penalty.toFixed(4)}; all of them are in \`losses.csv\`.`
}

function varietyOf({ last }: Outcome): string {
  if (last?.variety === undefined) return ''
  const styles = Object.entries(last.variety).map(([style, value]) => `${style} ${value.toFixed(2)}`)
  return `\nVariety, 1 being as varied as the artist: ${styles.join(', ')}.\n`
}
