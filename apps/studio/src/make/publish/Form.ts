import type { DraftInput, DraftPart } from '@tributary/sdk/wire'
import { type OfferTerms, offerTerms } from './offerTerms.ts'

/** A picture that was drawn, and what to call it. */
export type Picked = { readonly job: string; readonly seed: number; readonly name: string }

/** What stands on offer of every work: as it was typed. */
export type Wish = { readonly on: boolean; readonly price: string; readonly supply: string }

/** Everything that a person decides before publishing. */
export type Form = {
  /** Names by the key of what is published. */
  readonly names: Readonly<Record<string, string>>
  readonly leftOut: readonly string[]
  readonly description: string
  readonly training: 'notAllowed' | 'allowed'
  readonly license: 'personal' | 'commercial' | 'ai-training'
  /** Parts per million, by name; what is absent is the usual share. */
  readonly shares: Readonly<Record<string, number>>
  /** Parts per million of every resale. */
  readonly resale: number
  readonly wishes: Readonly<Record<OfferTerms['id'], Wish>>
}

export const firstForm: Form = {
  names: {},
  leftOut: [],
  description: '',
  training: 'notAllowed',
  license: 'personal',
  shares: {},
  resale: 50_000,
  wishes: Object.fromEntries(
    offerTerms.map(({ id, price, supply }) => [id, { on: id === 'personal', price, supply: String(supply) }]),
  ) as Form['wishes'],
}

/** What may be said about a name: nothing when it is fine. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'It needs a name.'
  return name.trim().length > 120 ? 'At most 120 characters.' : undefined
}

/** The parts of a draft of pictures. */
export function picturesInput(form: Form, pictures: readonly Picked[]): DraftInput {
  return draft(
    pictures.map(({ job, seed, name }): DraftPart => {
      return { kind: 'output', ...terms(form, name), picture: { job, seed }, ...shares(form) }
    }),
  )
}

/** A model and the data set that it was taught with, published together: the one pays the other. */
export function modelInput(
  form: Form,
  names: { model: string; dataset: string },
  jobs: { model: string; dataset: string },
): DraftInput {
  const { contributors, ...others } = form.shares
  return draft([
    {
      kind: 'dataset',
      ...terms(form, names.dataset),
      job: jobs.dataset,
      ...(contributors !== undefined && { shares: { contributors } }),
    },
    {
      kind: 'model',
      ...terms(form, names.model),
      model: { job: jobs.model },
      dataset: { part: 0 },
      ...shares({ shares: others }),
    },
  ])
}

export function datasetInput(form: Form, name: string, job: string): DraftInput {
  return draft([{ kind: 'dataset', ...terms(form, name), job, ...shares(form) }])
}

/** One's own file; made from a parent, it pays that. */
export function fileInput(form: Form, name: string, upload: string, parent: string | undefined): DraftInput {
  const common = { ...terms(form, name), content: { upload } }
  if (parent === undefined) return draft([{ kind: 'import', ...common }])
  const share = form.shares.parent
  return draft([{ kind: 'remix', ...common, parents: [{ work: parent, ...(share !== undefined && { share }) }] }])
}

function terms({ description, training, license, resale }: Form, name: string) {
  const said = description.trim()
  return { name: name.trim(), training, license, resale, ...(said !== '' && { description: said }) }
}

function shares({ shares: given }: Pick<Form, 'shares'>) {
  return Object.keys(given).length === 0 ? {} : { shares: { ...given } }
}

function draft(parts: DraftPart[]): DraftInput {
  return { parts, as: 'event' }
}

/** What is wished to be sold, and whether it can be. */
export function wished(form: Form): { readonly terms: OfferTerms; readonly wish: Wish }[] {
  return offerTerms.map((each) => ({ terms: each, wish: form.wishes[each.id] })).filter(({ wish }) => wish.on)
}
