import type { MiddlewareHandler } from 'hono'
import type { Environment } from '../Services.ts'

/** What a page of ours may do: nothing from anywhere else, and nobody may frame it. */
const pagePolicy = [
  "default-src 'self'",
  // The engine is WebAssembly; no script is ever built from text.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'content-security-policy': pagePolicy,
} as const

/** Gives every answer the headers that keep browsers safe; a route that set one keeps its own. */
export function addSecurityHeaders(): MiddlewareHandler<Environment> {
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}
