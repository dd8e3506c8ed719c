import init, { initSync, WasmBuilder, WasmReader } from '@contentauth/c2pa-wasm'

/** The C2PA library, loaded. It signs and it is the reference validator. */
export type Library = { readonly Builder: typeof WasmBuilder; readonly Reader: typeof WasmReader }

/** Loads the library from its WebAssembly, which the caller reads from disk or network; once is enough. */
export async function load(wasm: WebAssembly.Module | BufferSource): Promise<Library> {
  await init({ module_or_path: wasm })
  return { Builder: WasmBuilder, Reader: WasmReader }
}

/** The same without waiting, for Node and workers: a page may not compile so much at once. */
export function loadNow(wasm: WebAssembly.Module | BufferSource): Library {
  initSync({ module: wasm })
  return { Builder: WasmBuilder, Reader: WasmReader }
}

/** Settings without network and without thumbnails, with these roots (PEM) as the only trusted ones. */
export function settings(anchors: readonly string[]): string {
  return JSON.stringify({
    trust: anchors.length === 0 ? {} : { trust_anchors: anchors.join('\n') },
    verify: { verify_trust: true, verify_timestamp_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
    builder: { thumbnail: { enabled: false } },
  })
}
