import { type Codecs, decode, Model, Picture, type Recipe, render } from '@tributary/engine'
import { loadShipped } from '@tributary/engine/node'
import { Work } from '@tributary/protocol'
import { Credential, type Ports, type Record, Store } from '@tributary/provenance'
import { loadC2pa } from '@tributary/provenance/node'
import { type Client, chainAnswer } from '@tributary/sdk'
import type { Hex } from 'viem'
import { identityOf } from '../session/publisherOf.ts'
import type { Session } from '../session/Session.ts'

/** What a file can be judged with; each part allows more checks. */
export type Means = {
  readonly codecs: Codecs
  /** Root certificates (PEM) that are trusted. */
  readonly anchors: readonly string[]
  readonly store?: Store.Store | undefined
  readonly client?: Client | undefined
}

/** The world as `verify` of the provenance package asks for it. */
export function portsFor({ codecs, anchors, store, client }: Means): Ports {
  return {
    validator: Credential.validator(loadC2pa(), { anchors }),
    workId: (work) => Work.id(Work.parse(work)),
    decode: async (file) => pixelsOf(await decode(file, codecs)),
    render: (recipe) => repeat(store, recipe as unknown as Recipe.Recipe),
    ...(store && { store }),
    ...(client && { chain: (question) => chainAnswer(client, question) }),
  }
}

/** Everything a home can ask to judge a file: its own root, its store, its engine and its chain. */
export async function portsOf(session: Session, codecs: Codecs): Promise<Ports> {
  const { root } = await identityOf(session)
  return portsFor({ codecs, anchors: [root], store: session.store, client: session.client })
}

/** Draws a recipe again, if the model that it names is in the store or ships with the engine. */
async function repeat(store: Store.Store | undefined, recipe: Recipe.Recipe): Promise<Record.Pixels | undefined> {
  const model = (store && (await modelIn(store, recipe.model))) ?? (await shipped(recipe.model))
  return model && pixelsOf(render(model, recipe))
}

async function modelIn(store: Store.Store, hash: Hex): Promise<Model.Model | undefined> {
  for (const work of await store.find(hash)) {
    const file = (await store.entry(work))?.files.find(({ role, sha256 }) => role === 'content' && sha256 === hash)
    if (file !== undefined) return Model.parse(await Store.file(store, file))
  }
  return undefined
}

async function shipped(hash: Hex): Promise<Model.Model | undefined> {
  const { model } = await loadShipped()
  return model.hash === hash ? model : undefined
}

function pixelsOf(picture: Picture.Picture): Record.Pixels {
  return { sha256: Picture.hash(picture), width: picture.width, height: picture.height }
}
