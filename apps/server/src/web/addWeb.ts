import type { Context } from 'hono'
import type { Api, Environment, Services } from '../api/Services.ts'
import * as WebFiles from './WebFiles.ts'

/** What is not the web studio's: an address below these that nobody answers is an error, not a page. */
const others = /^\/(v1|rpc|files|pay|mcp|docs|oembed|metrics|health|assets|\.well-known)(\/|$)/

/** Names that change with the content. */
const lasting = 'public, max-age=31536000, immutable'

/** Mounts the web studio: its files, and its page at every address that is nobody else's. The last part of all. */
export function addWeb(app: Api, _services?: Services, root: string = WebFiles.folder): void {
  app.get('*', async (c, next) => {
    const path = pathOf(c)
    const file = path === undefined ? undefined : await WebFiles.find(path, root)
    if (path !== undefined && file !== undefined && path !== '/index.html') return send(c, file, path)
    if (others.test(c.req.path) || !wantsPage(c)) return next()
    return send(c, await WebFiles.page(root), '/index.html')
  })
}

/** The address as the name of a file; nothing when it is no text. */
function pathOf(c: Context<Environment>): string | undefined {
  try {
    return decodeURIComponent(c.req.path)
  } catch {
    return undefined
  }
}

/** Browsers ask for pages by saying so; whoever asks for anything gets one too. */
function wantsPage(c: Context<Environment>): boolean {
  const accepted = c.req.header('accept') ?? '*/*'
  return /text\/html|\*\/\*/.test(accepted)
}

function send(c: Context<Environment>, { bytes, packed, type }: WebFiles.WebFile, path: string): Response {
  const isPacked = packed !== undefined && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  const headers = {
    'content-type': type,
    'cache-control': path.startsWith('/assets/') ? lasting : 'no-cache',
    vary: 'accept-encoding',
    ...(isPacked && { 'content-encoding': 'gzip' }),
  }
  return c.body(isPacked ? packed : bytes, 200, headers)
}
