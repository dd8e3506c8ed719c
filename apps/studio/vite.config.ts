import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type ProxyOptions } from 'vite'

/** Where a development server finds a running studio. */
const studio = process.env.TRIBUTARY_STUDIO ?? 'http://127.0.0.1:4600'

/** The studio takes writes from its own pages only, so what comes through here says it comes from there. */
const proxy: ProxyOptions = {
  target: studio,
  configure: (server) => server.on('proxyReq', (request) => request.setHeader('origin', studio)),
}

export default defineConfig({
  plugins: [react(), tailwind()],
  build: { target: 'es2024', chunkSizeWarningLimit: 700 },
  server: {
    host: '127.0.0.1',
    port: 4660,
    proxy: Object.fromEntries(
      ['/v1', '/rpc', '/files', '/mcp', '/pay', '/docs', '/oembed'].map((path) => [path, proxy]),
    ),
  },
})
