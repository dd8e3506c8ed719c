import { DataSet, encodePng, type Model, train } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'
import type { Address } from 'viem'

/** A data set of a few plain pictures by each artist, and a model that barely saw them: small, quick, and real. */
export async function smallModel(artists: Readonly<Record<string, Address>>): Promise<{
  readonly dataset: DataSet.DataSet
  readonly file: Uint8Array
  readonly model: Model.Model
}> {
  const names = Object.keys(artists)
  const rows = names.flatMap((name) => [0, 1].map((n) => `${name}/${n}.png,${name},${artists[name]},1`))
  const csv = new TextEncoder().encode(['file,contributor,address,weight', ...rows].join('\n'))
  const files = names.flatMap((name, style) =>
    [0, 1].map((n) => ({ path: `${name}/${n}.png`, bytes: encodePng(plain(style * 2 + n)) })),
  )
  const dataset = await DataSet.from([{ path: 'contributors.csv', bytes: csv }, ...files], await loadCodecs())
  const settings = { steps: 1, batch: 4, latent: 4, mapping: 8, frames: 4, hidden: 8, layers: 1, channels: 4 }
  const { file, model } = await train({ dataset, seed: 1, settings, name: 'small' })
  return { dataset, file, model }
}

function plain(seed: number): { width: number; height: number; data: Uint8Array } {
  const data = new Uint8Array(32 * 32 * 3).map((_, index) => (index * (seed + 3) + seed * 40) % 256)
  return { width: 32, height: 32, data }
}
