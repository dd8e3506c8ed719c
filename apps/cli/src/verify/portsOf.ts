import { type Codecs, decode, Model, Picture, type Recipe, render } from '@tributary/engine'
import { Work } from '@tributary/protocol'
import { Credential, type Ports, Store } from '@tributary/provenance'
import { chainAnswer } from '@tributary/sdk'
import type { Hex } from 'viem'
import { identityOf } from '../session/publisherOf.ts'
import type { Session } from '../session/Session.ts'

/** Everything a home can ask to judge a file: its own root, its store, its engine and its chain. */
export async function portsOf(session: Session, codecs: Codecs): Promise<Ports> {
  const { root, credentials } = await identityOf(session)
  const { store, client } = session
  return {
    validator: Credential.validator(credentials.library, { anchors: [root] }),
    workId: (work) => Work.id(Work.parse(work)),
    store,
    decode: async (file) => pixelsOf(await decode(file, codecs)),
    render: async (recipe) => {
      const exact = recipe as unknown as Recipe.Recipe
      const model = await modelOf(store, exact.model)
      return model && pixelsOf(render(model, exact))
    },
    chain: (question) => chainAnswer(client, question),
  }
}

function pixelsOf(picture: Picture.Picture): { sha256: Hex; width: number; height: number } {
  return { sha256: Picture.hash(picture), width: picture.width, height: picture.height }
}

/** The model whose file has this hash, if the store holds it. */
async function modelOf(store: Store.Store, hash: Hex): Promise<Model.Model | undefined> {
  for (const work of await store.find(hash)) {
    const file = (await store.entry(work))?.files.find(({ role, sha256 }) => role === 'content' && sha256 === hash)
    if (file !== undefined) return Model.parse(await Store.file(store, file))
  }
  return undefined
}
