import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join, normalize, relative } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const types: { readonly [extension: string]: string } = {
  ts: 'text/javascript',
  js: 'text/javascript',
  wasm: 'application/wasm',
}

const { resolve } = createRequire(import.meta.url)

/** Where an installed module's folder is, as the page sees it. */
function folderOf(module: string): string {
  return `/${relative(root, dirname(resolve(module)))}/`
}

const page = `<!doctype html><script type="importmap">${JSON.stringify({
  imports: {
    '@noble/hashes/': folderOf('@noble/hashes/sha2.js'),
    '@jsquash/': '/node_modules/@jsquash/',
    fflate: `${folderOf('fflate')}../esm/browser.js`,
  },
})}</script>`

/** Path of a Chromium, or an error that says how to get one. */
export function chromiumPath(): string {
  const path = process.env.CHROME_PATH ?? '/usr/bin/chromium'
  if (!existsSync(path)) {
    throw new Error(`No Chromium at ${path}: set CHROME_PATH, or install one (Debian: apt-get install chromium).`)
  }
  return path
}

/** Serves the repository as a browser wants it: TypeScript without its types, and a page with an import map. */
export async function serve(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(async ({ url = '/' }, response) => {
    if (url === '/') return response.setHeader('content-type', 'text/html').end(page)
    try {
      const path = normalize(new URL(url, 'http://page').pathname)
      const bytes = await readFile(join(root, path))
      response.setHeader('content-type', types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
      return response.end(path.endsWith('.ts') ? stripTypeScriptTypes(bytes.toString()) : bytes)
    } catch {
      return response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}
