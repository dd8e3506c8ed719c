import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Codecs, decode, Model, Picture, type Recipe, render } from '@tributary/engine'
import { Work } from '@tributary/protocol'
import { Credential, type Ports, type Record, Store } from '@tributary/provenance'
import { loadC2pa } from '@tributary/provenance/node'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { chainAnswer } from '../read/chainAnswer.ts'
import type { Home } from './Home.ts'

/** What a check may use: decoders, root certificates (PEM) that are trusted, and a store and a chain if there are any. */
export type Means = {
  readonly codecs: Codecs
  readonly anchors: readonly string[]
  readonly store?: Store.Store | undefined
  readonly client?: Client | undefined
}

/** The root certificate of a home, if it has one yet, and those in the files named. */
export function anchorsOf(home: Home | undefined, named: readonly string[] = []): string[] {
  const own = home && join(home.identity, 'root.pem')
  return [...(own !== undefined && existsSync(own) ? [own] : []), ...named].map((path) => readFileSync(path, 'utf8'))
}

/** The world as `verify` of the provenance package asks for it. */
export function portsFor({ codecs, anchors, store, client }: Means): Ports {
  return {
    validator: Credential.validator(loadC2pa(), { anchors }),
    workId: (work) => Work.id(Work.parse(work)),
    decode: async (file) => pixelsOf(await decode(file, codecs)),
    ...(store && { store, render: (recipe) => repeat(store, recipe as unknown as Recipe.Recipe) }),
    ...(client && { chain: (question) => chainAnswer(client, question) }),
  }
}

/** Draws a recipe again with the model that it names, if the store has it. */
async function repeat(store: Store.Store, recipe: Recipe.Recipe): Promise<Record.Pixels | undefined> {
  const model = await modelOf(store, recipe.model)
  return model && pixelsOf(render(model, recipe))
}

async function modelOf(store: Store.Store, hash: Hex): Promise<Model.Model | undefined> {
  for (const work of await store.find(hash)) {
    const file = (await store.entry(work))?.files.find(({ role, sha256 }) => role === 'content' && sha256 === hash)
    if (file !== undefined) return Model.parse(await Store.file(store, file))
  }
  return undefined
}

function pixelsOf(picture: Picture.Picture): Record.Pixels {
  return { sha256: Picture.hash(picture), width: picture.width, height: picture.height }
}
