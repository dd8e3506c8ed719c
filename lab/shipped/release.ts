// Puts a run where it ships: `node lab/shipped/release.ts <ISO time>`. Writes the model, its card as Markdown and JSON, and
// the golden hashes that every machine must reach.
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cardOf, cardToMarkdown, DataSet, Model, type Trained } from '@tributary/engine'
import { loadCodecs, readFolder, shippedPictures } from '@tributary/engine/node'

const out = join(import.meta.dirname, 'out')
const shipped = join(shippedPictures, '..')
const time = process.argv[2] ?? new Date().toISOString()

const file = await readFile(join(out, 'ateliers.model'))
const lines = (await readFile(join(out, 'losses.jsonl'), 'utf8')).trim().split('\n')
const losses = lines.map((line) => JSON.parse(line) as Trained['losses'][number])
const dataset = await DataSet.from(readFolder(shippedPictures), await loadCodecs())
const card = cardOf({ model: Model.parse(file), losses: thinned(losses) }, dataset, time)

await writeFile(join(shipped, 'ateliers.model'), file)
await writeFile(join(shipped, 'ateliers.json'), `${JSON.stringify(card, null, 2)}\n`)
await writeFile(join(shipped, 'ateliers.md'), cardToMarkdown(card))
execFileSync(process.execPath, [join(import.meta.dirname, '../../packages/engine/test/writeGolden.ts')])
console.log(card.hash)

/** About forty losses tell the story of a run. */
function thinned(all: Trained['losses']): Trained['losses'] {
  const every = Math.ceil(all.length / 40)
  return all.filter((_, i) => i % every === 0 || i === all.length - 1)
}
