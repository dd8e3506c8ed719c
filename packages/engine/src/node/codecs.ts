import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Codecs, codecs } from '../pictures/decode.ts'

const { resolve } = createRequire(import.meta.url)

/** The decoders, their WebAssembly read from the installed packages. */
export async function loadCodecs(): Promise<Codecs> {
  const [png, jpeg, webp] = await Promise.all([
    compile('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'),
    compile('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
    compile('@jsquash/webp/codec/dec/webp_dec.wasm'),
  ])
  return codecs({ png, jpeg, webp })
}

async function compile(path: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(resolve(path)))
}
