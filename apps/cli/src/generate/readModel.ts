import { readFileSync } from 'node:fs'
import { Model } from '@tributary/engine'

/** Reads a model file; one that is cut short, changed or no model is refused. */
export function readModel(path: string): Model.Model {
  return Model.parse(readFileSync(path))
}
