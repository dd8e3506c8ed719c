import type { WasmBuilder } from '@contentauth/c2pa-wasm'
import type { Draft, Ingredient } from '../Credential.ts'
import * as Proof from '../Proof.ts'
import * as Record from '../Record.ts'
import { toIso } from '../Time.ts'
import * as SyncBlob from './SyncBlob.ts'

/** Labels of our own assertions. Both hold canonical JSON as text, since CBOR would not keep its bytes. */
export const labels = { record: 'tributary.record', proof: 'tributary.authority' } as const

const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype'
/** What each kind of work is, in the words of IPTC and C2PA. */
const sources: { readonly [kind in Record.Kind]: string } = {
  output: `${iptc}/trainedAlgorithmicMedia`,
  remix: `${iptc}/compositeWithTrainedAlgorithmicMedia`,
  model: 'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
  dataset: `${iptc}/composite`,
  import: `${iptc}/digitalCreation`,
}

/** The manifest's frame: title, format and the tools that made the file. */
export function definition(draft: Draft): object {
  const { name, tributary } = draft.record
  const tools = Object.entries(tributary.tools).map(([tool, version]) => ({ name: tool, version }))
  const claimGenerator = tools.length === 0 ? [{ name: 'tributary' }] : tools.slice(0, 1)
  return { claim_generator_info: claimGenerator, title: name, format: tributary.content.mediaType }
}

/** Puts ingredients, actions and assertions into the manifest. */
export async function fill(builder: WasmBuilder, draft: Draft): Promise<void> {
  const ingredients = draft.ingredients ?? []
  for (const [index, ingredient] of ingredients.entries()) await addIngredient(builder, ingredient, label(index))
  for (const action of actions(draft, ingredients)) builder.addAction(action)
  builder.addAssertion(labels.record, { version: 1, json: new TextDecoder().decode(Record.bytes(draft.record)) })
  if (draft.proof !== undefined) builder.addAssertion(labels.proof, { version: 1, json: Proof.toText(draft.proof) })
  const use = { use: draft.training ?? 'notAllowed' }
  const entries = { 'cawg.ai_generative_training': use, 'cawg.ai_training': use, 'cawg.data_mining': use }
  builder.addAssertion('cawg.training-mining', { entries })
}

async function addIngredient(builder: WasmBuilder, ingredient: Ingredient, id: string): Promise<void> {
  const { title, mediaType, bytes, relationship } = ingredient
  const json = JSON.stringify({ title, format: mediaType, relationship, label: id })
  if (bytes === undefined) builder.addIngredient(json)
  else await builder.addIngredientFromBlob(json, mediaType, SyncBlob.from(bytes, mediaType))
}

// A manifest begins with c2pa.opened when there is a parent file, else with c2pa.created.
function actions(draft: Draft, ingredients: readonly Ingredient[]): object[] {
  const { kind, time, recipe } = draft.record.tributary
  const ids = (wanted: Ingredient['relationship']): string[] =>
    ingredients.flatMap(({ relationship }, index) => (relationship === wanted ? [label(index)] : []))
  const made = {
    digitalSourceType: sources[kind],
    when: toIso(time),
    ...(recipe === undefined ? {} : { softwareAgent: { name: recipe.runtime } }),
    ...(ids('inputTo').length === 0 ? {} : { parameters: { ingredientIds: ids('inputTo') } }),
  }
  if (ids('parentOf').length === 0) return [{ action: 'c2pa.created', ...made }]
  const opened = { action: 'c2pa.opened', when: toIso(time), parameters: { ingredientIds: ids('parentOf') } }
  return kind === 'import' ? [opened] : [opened, { action: 'c2pa.edited', ...made }]
}

function label(index: number): string {
  return `ingredient-${index}`
}
