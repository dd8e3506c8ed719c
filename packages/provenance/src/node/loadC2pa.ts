import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Library, loadNow } from '../c2pa/Library.ts'

/** Loads the C2PA library in Node, from its package. */
export function loadC2pa(): Library {
  return loadNow(readFileSync(createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')))
}
