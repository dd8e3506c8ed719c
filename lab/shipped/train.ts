// Trains the shipped model: `node lab/shipped/train.ts [threads]`. It goes on from its last checkpoint, so it may be
// stopped at any time; run to its end, it gives the weights that are committed.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DataSet, type Settings } from '@tributary/engine'
import { loadCodecs, readFolder, train } from '@tributary/engine/node'

const here = import.meta.dirname
const out = join(here, 'out')
const pictures = join(here, '../../packages/engine/shipped/pictures')
const settings = JSON.parse(await readFile(join(here, 'settings.json'), 'utf8')) as {
  readonly seed: number
  readonly settings: Partial<Settings>
}
const chunk = 500

await mkdir(out, { recursive: true })
const dataset = await DataSet.from(readFolder(pictures), await loadCodecs())
console.log(`${dataset.pictures.length} pictures, root ${dataset.root}`)

for (let checkpoint = await lastCheckpoint(), done = false; !done; ) {
  const stop = new AbortController()
  const trained = await train({
    dataset,
    ...settings,
    name: 'ateliers',
    threads: Number(process.argv[2] ?? 1),
    signal: stop.signal,
    progressInterval: 100,
    sampleInterval: chunk,
    ...(checkpoint === undefined ? {} : { checkpoint }),
    onProgress: async ({ step, rate, losses, sheet, variety, warnings }) => {
      const { generator, discriminator, penalty } = losses
      console.log(
        step,
        rate.toFixed(1),
        generator.toFixed(3),
        discriminator.toFixed(3),
        penalty.toFixed(3),
        ...warnings,
      )
      if (sheet === undefined) return
      console.log(JSON.stringify(variety))
      await writeFile(join(out, 'sheet.png'), sheet)
      if (step % (chunk * 10) === 0) await writeFile(join(out, `sheet-${step}.png`), sheet)
      stop.abort()
    },
  })
  checkpoint = trained.checkpoint
  done = !trained.canceled
  await keep('checkpoint', checkpoint)
  await keep('ateliers.model', trained.file)
  await writeFile(join(out, 'losses.jsonl'), trained.losses.map((line) => `${JSON.stringify(line)}\n`).join(''), {
    flag: 'a',
  })
}

async function lastCheckpoint(): Promise<Uint8Array | undefined> {
  return readFile(join(out, 'checkpoint')).catch(() => undefined)
}

/** Written aside and renamed, so that a crash leaves the old file whole. */
async function keep(name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(out, `${name}.part`), bytes)
  await rename(join(out, `${name}.part`), join(out, name))
}
