import { cardOf, cardToMarkdown, type DataSet } from '@tributary/engine'
import type { Outcome } from './trainFolder.ts'

/** The engine's model card, with whose pictures made it, what it looks like, and how anybody can make it again. */
export function modelCard(pictures: string, dataset: DataSet.DataSet, outcome: Outcome): string {
  const { trained, finished, last } = outcome
  const { header, hash } = trained.model
  const { seed, steps } = header.training
  const remarks = [...new Set([...dataset.warnings, ...(last?.warnings ?? [])])]
  return `${cardToMarkdown(cardOf(trained, dataset, finished.toISOString()))}
![Sample sheet: one row per style](sheet.png)

## Whose pictures

| Artist and style | Pictures | Weight | Address |
| --- | ---: | ---: | --- |
${dataset.contributors.map(row).join('\n')}

## How it went

All losses are in \`losses.csv\`.${varietyOf(outcome)}
${remarks.map((remark) => `\n- ${remark}`).join('')}

## Make it again

\`\`\`sh
tributary train ${pictures} --seed ${seed} --steps ${steps} --name ${header.name} --out again
\`\`\`

The model file must come out as \`${hash}\`.
`
}

function row({ name, pictures, weight, address }: DataSet.DataSet['contributors'][number]): string {
  return `| ${name.replaceAll('|', '\\|')} | ${pictures} | ${weight} | ${address ? `\`${address}\`` : 'none yet'} |`
}

function varietyOf({ last }: Outcome): string {
  if (last?.variety === undefined) return ''
  const styles = Object.entries(last.variety).map(([style, value]) => `${style} ${value.toFixed(2)}`)
  return ` Variety, 1 being as varied as the artist: ${styles.join(', ')}.`
}
