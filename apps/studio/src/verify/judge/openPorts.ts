import c2paUrl from '@contentauth/c2pa-wasm/c2pa.wasm?url'
import jpegUrl from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm?url'
import pngUrl from '@jsquash/png/codec/pkg/squoosh_png_bg.wasm?url'
import webpUrl from '@jsquash/webp/codec/dec/webp_dec.wasm?url'
import { type Codecs, codecs, decode, Model, Picture, type Recipe, render } from '@tributary/engine'
import { Work } from '@tributary/protocol'
import { Credential, type Ports, type Record, Store } from '@tributary/provenance'
import { chainAnswer, connect } from '@tributary/sdk'
import type { Hex } from 'viem'
import type { Setting, Step } from './Judgement.ts'
import type { WebStore } from './WebStore.ts'

/** What is loaded once and serves every file. */
export type Tools = { readonly library: Credential.Library; readonly codecs: Codecs; readonly roots: readonly string[] }

/** Loads validator and decoders, and asks the studio which signers it trusts. */
export async function loadTools(origin: string): Promise<Tools> {
  const [library, png, jpeg, webp, roots] = await Promise.all([
    fetch(c2paUrl).then((response) => response.arrayBuffer().then(Credential.load)),
    WebAssembly.compileStreaming(fetch(pngUrl)),
    WebAssembly.compileStreaming(fetch(jpegUrl)),
    WebAssembly.compileStreaming(fetch(webpUrl)),
    fetch(`${origin}/v1/evidence/roots`).then((response) => response.json() as Promise<{ roots: string[] }>),
  ])
  return { library, codecs: await codecs({ png, jpeg, webp }), roots: roots.roots }
}

/** The world as `verify` asks for it, from inside a browser; `onStep` hears what it is busy with. */
export function openPorts(tools: Tools, store: WebStore, setting: Setting, onStep: (step: Step) => void): Ports {
  const validate = Credential.validator(tools.library, { anchors: tools.roots })
  return {
    validator: (bytes, mediaType) => {
      onStep('credential')
      return validate(bytes, mediaType)
    },
    workId: (work) => Work.id(Work.parse(work)),
    decode: async (file) => {
      onStep('pixels')
      return pixelsOf(await decode(file, tools.codecs))
    },
    store: {
      ...store,
      find: (sha256) => {
        onStep('known')
        return store.find(sha256)
      },
    },
    render: (recipe) => redraw(store, recipe as unknown as Recipe.Recipe, onStep),
    chain: async (question) => {
      onStep('chain')
      const client = await connect({ rpc: setting.rpc, chainId: setting.chainId, retries: 1 })
      return chainAnswer(client, question)
    },
  }
}

async function redraw(
  store: WebStore,
  recipe: Recipe.Recipe,
  onStep: (step: Step) => void,
): Promise<Record.Pixels | undefined> {
  onStep('model')
  const model = await modelOf(store, recipe.model)
  if (model === undefined) return undefined
  onStep('redraw')
  return pixelsOf(render(model, recipe))
}

async function modelOf(store: WebStore, hash: Hex): Promise<Model.Model | undefined> {
  for (const work of await store.find(hash)) {
    const file = (await store.entry(work))?.files.find(({ role, sha256 }) => role === 'content' && sha256 === hash)
    if (file !== undefined) return Model.parse(await Store.file(store, file))
  }
  return undefined
}

function pixelsOf(picture: Picture.Picture): Record.Pixels {
  return { sha256: Picture.hash(picture), width: picture.width, height: picture.height }
}
