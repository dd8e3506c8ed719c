import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode, Model, Picture, type Recipe, render } from '@tributary/engine'
import { loadCodecs } from '@tributary/engine/node'
import { Work } from '@tributary/protocol'
import { Credential, type Ports, type Record, Store } from '@tributary/provenance'
import { FileStore, loadC2pa } from '@tributary/provenance/node'
import { type Client, chainAnswer } from '@tributary/sdk'
import type { Hex } from 'viem'

/** What a check may use: the home's store and root certificate, further trusted roots, and a chain if there is one. */
export type Means = {
  /** The folder of the home's store; none where there is no home. */
  readonly store?: string | undefined
  /** The folder of the home's certificates. */
  readonly identity?: string | undefined
  /** Files of root certificates (PEM) that are trusted besides. */
  readonly trust: readonly string[]
  readonly client?: Client | undefined
}

/** The world as `verify` of the provenance package asks for it. */
export async function portsFor({ store: folder, identity, trust, client }: Means): Promise<Ports> {
  const codecs = await loadCodecs()
  const store = folder === undefined ? undefined : await FileStore.open(folder)
  const own = identity === undefined ? undefined : join(identity, 'root.pem')
  const roots = [...(own !== undefined && existsSync(own) ? [own] : []), ...trust]
  const anchors = roots.map((path) => readFileSync(path, 'utf8'))
  return {
    validator: Credential.validator(loadC2pa(), { anchors }),
    workId: (preimage) => Work.id(Work.parse(preimage)),
    decode: async (bytes) => pixelsOf(await decode(bytes, codecs)),
    ...(store && { store, render: (recipe) => repeat(store, recipe) }),
    ...(client && { chain: (question) => chainAnswer(client, question) }),
  }
}

/** Draws a recipe again with the model that it names, if the store has it. */
async function repeat(store: FileStore, recipe: Record.Recipe): Promise<Record.Pixels | undefined> {
  for (const id of await store.find(recipe.model as Hex)) {
    const content = (await store.entry(id))?.files.find(
      ({ role, sha256 }) => role === 'content' && sha256 === recipe.model,
    )
    if (content === undefined) continue
    const model = Model.parse(await Store.file(store, content))
    return pixelsOf(render(model, recipe as unknown as Recipe.Recipe))
  }
  return undefined
}

function pixelsOf(picture: Picture.Picture): Record.Pixels {
  return { sha256: Picture.hash(picture), width: picture.width, height: picture.height }
}
