import type { Work } from '@tributary/sdk/wire'

/** One thing that is known about a work, and how well. */
export type Evidence = {
  readonly name: 'Chain' | 'Model' | 'Recipe' | 'Credential'
  /** `missing` is no accusation: not every work has everything. */
  readonly state: 'present' | 'missing'
  readonly sentence: string
}

/** The recipe in a record, if it has one. */
export type Recipe = {
  readonly runtime: string
  readonly kernel: string
  readonly model: string
  readonly seed: number
  readonly style: string | Readonly<Record<string, number>>
  readonly parameters: Readonly<Record<string, number | string>>
  readonly width: number
  readonly height: number
}

/** What the studio knows about a work without opening its file. The file is checked when somebody asks for it. */
export function evidenceOf(work: Work): readonly Evidence[] {
  return [
    chain(work),
    ...(work.kind === 'output' ? [model(work)] : []),
    ...(work.picture && isPicture(work) ? [recipe(work)] : []),
    credential(work),
  ]
}

/** A work that is neither minted nor signed proves nothing about who made it. */
export function isMakerProven(work: Work): boolean {
  return work.minted || (work.attestation !== undefined && work.attestation.signature !== '0x')
}

/** How a picture was drawn. A model's record says how it was trained, which nobody draws again. */
export function recipeOf(work: Work): Recipe | undefined {
  if (!isPicture(work)) return undefined
  const part = work.record?.tributary as { readonly recipe?: Recipe } | undefined
  return part?.recipe
}

function isPicture({ kind }: Work): boolean {
  return kind !== 'model' && kind !== 'dataset'
}

/** SHA-256 of the pixels that the record names. */
export function pixelsOf(work: Work): string | undefined {
  const part = work.record?.tributary as
    | { readonly content?: { readonly pixels?: { readonly sha256?: string } } }
    | undefined
  return part?.content?.pixels?.sha256 ?? work.picture?.pixels
}

function chain(work: Work): Evidence {
  if (!work.transaction)
    return { name: 'Chain', state: 'missing', sentence: 'No transaction on the chain speaks of it yet.' }
  const how = work.minted ? 'It is a token on the chain' : 'Its terms were published on the chain'
  return { name: 'Chain', state: 'present', sentence: `${how}; its id binds every term, so none can change.` }
}

function model({ attestation, parents }: Work): Evidence {
  const made = parents.find((parent) => parent.kind === 'model')
  if (!attestation || attestation.signature === '0x')
    return { name: 'Model', state: 'missing', sentence: 'No model has signed it.' }
  const when = attestation.anchoredAt ? ', and the chain keeps the time at which it did' : ''
  return { name: 'Model', state: 'present', sentence: `The key of ${made?.name ?? 'its model'} signed it${when}.` }
}

function recipe(work: Work): Evidence {
  const known = recipeOf(work)
  if (!known)
    return {
      name: 'Recipe',
      state: 'missing',
      sentence: 'It was not drawn from a recipe, so it cannot be drawn again.',
    }
  return {
    name: 'Recipe',
    state: 'present',
    sentence: `Seed ${known.seed} and its recipe are known: anybody can draw it again, byte for byte.`,
  }
}

function credential({ files }: Work): Evidence {
  const signed = files.find((file) => file.role === 'signed')
  if (!signed)
    return { name: 'Credential', state: 'missing', sentence: 'There is no file of it with a content credential.' }
  return {
    name: 'Credential',
    state: 'present',
    sentence: 'Its file carries a content credential (C2PA) that says how it was made.',
  }
}
