import { join } from 'node:path'
import { type DataSet, encodePng } from '@tributary/engine'
import { keepFile } from '../files.ts'
import { serve } from '../threads/serve.ts'
import { contactSheet } from './contactSheet.ts'
import { type DatasetSources, readDataset } from './readDataset.ts'

export type DatasetOrder = DatasetSources & { readonly folder: string }
export type DatasetNote = { readonly read: number }
export type DatasetAnswer = {
  readonly root: string
  readonly pictures: number
  readonly contributors: readonly { name: string; address?: string; weight: string; pictures: number }[]
  readonly warnings: readonly string[]
  readonly sheet: { readonly width: number; readonly height: number }
}

serve<DatasetOrder, DatasetAnswer, DatasetNote>(async (order, tell) => {
  const dataset = await readDataset(order, (read) => tell({ read }))
  const sheet = contactSheet(dataset)
  keepFile(join(order.folder, 'dataset.txt'), dataset.manifest)
  keepFile(join(order.folder, 'sheet.png'), encodePng(sheet))
  keepSamples(order.folder, dataset)
  const { root, pictures, contributors, warnings } = dataset
  return {
    root,
    pictures: pictures.length,
    contributors: contributors.map(({ weight, ...rest }) => ({ ...rest, weight: `${weight}` })),
    warnings,
    sheet: { width: sheet.width, height: sheet.height },
  }
})

/** Pictures of each artist that go with the data set when it is published. */
const samplesPerArtist = 8

function keepSamples(folder: string, { contributors, pictures }: DataSet.DataSet): void {
  const chosen = contributors.flatMap(({ name }) =>
    pictures.filter(({ contributor }) => contributor === name).slice(0, samplesPerArtist),
  )
  const list = chosen.map(({ path, square }, index) => {
    const file = `samples/${index}.png`
    keepFile(join(folder, file), encodePng(square))
    return { name: path.replace(/\.[a-z]+$/i, '.png'), file }
  })
  keepFile(join(folder, 'samples.json'), new TextEncoder().encode(JSON.stringify(list)))
}
