import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { notFound } from '../problems.ts'
import type { Api, Services } from '../Services.ts'

const viewer = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))

/** What the viewer is made of; nothing comes from elsewhere. */
const types: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tributary API</title>
<link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`
const start = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })\n`

/** Mounts `/v1/openapi.json`, the description of everything that was mounted before, and `/docs`, where people read it. */
export function addDocs(app: Api, { settings }: Services): void {
  const { version, origins } = settings
  app.doc31('/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Tributary',
      version,
      description:
        'Works, licenses, money and proof. Errors are problem details (RFC 9457); amounts are decimal strings in token-wei.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT' },
    },
    servers: [{ url: origins[0] }],
  })
  app.get('/docs', (c) => c.html(page))
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/docs/:file', async (c) => {
    const name = c.req.param('file')
    const type = types[name]
    if (type === undefined) throw notFound('file', name)
    const bytes = new Uint8Array(await readFile(join(viewer, name)))
    return c.body(bytes, 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' })
  })
}
