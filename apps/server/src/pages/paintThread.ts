import { readFileSync } from 'node:fs'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { serve } from '../jobs/threads/serve.ts'

/** The studio's own fonts, with what Latin scripts need. */
const fontBuffers = [
  import.meta.resolve('@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2'),
  import.meta.resolve('@fontsource/instrument-serif/files/instrument-serif-latin-ext-400-normal.woff2'),
  import.meta.resolve('@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2'),
  import.meta.resolve('@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2'),
].map((url) => readFileSync(new URL(url)))

const ready = initWasm(readFileSync(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
const font = { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Instrument Sans' }

serve<string, Uint8Array>(async (svg) => {
  await ready
  return new Uint8Array(new Resvg(svg, { font }).render().asPng())
})
