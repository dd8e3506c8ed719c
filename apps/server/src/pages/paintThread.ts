import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { serve } from '../jobs/threads/serve.ts'

const { resolve } = createRequire(import.meta.url)

/** The studio's own fonts, with what Latin scripts need. */
const fontBuffers = [
  '@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2',
  '@fontsource/instrument-serif/files/instrument-serif-latin-ext-400-normal.woff2',
  '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  '@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2',
].map((name) => readFileSync(resolve(name)))

const ready = initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')))
const font = { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Instrument Sans' }

serve<string, Uint8Array>(async (svg) => {
  await ready
  return new Uint8Array(new Resvg(svg, { font }).render().asPng())
})
