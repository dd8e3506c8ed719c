import type { Material } from './Material.ts'

/** The sample */
export async function sampleMaterial(): Promise<Material> {
  throw new TypeError('waiting for the shipped model')
}
