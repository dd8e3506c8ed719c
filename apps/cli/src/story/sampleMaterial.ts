import { DataSet } from '@tributary/engine'
import { loadCodecs, loadShipped, readFolder, shippedPictures } from '@tributary/engine/node'
import type { Material } from './Material.ts'

/** The sample that comes along: pictures of six artists who never lived, and a model trained on exactly these. */
export async function sampleMaterial(): Promise<Material> {
  const dataset = await DataSet.from(readFolder(shippedPictures), await loadCodecs())
  return { name: 'Six ateliers', dataset, weights: loadShipped }
}
