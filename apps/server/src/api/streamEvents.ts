import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Environment } from './Services.ts'

/** Answers with server-sent events, and aborts the stream when whoever reads it is gone: the server does not do so. */
export function streamEvents(
  c: Context<Environment>,
  send: (stream: SSEStreamingApi) => Promise<void>,
): ReturnType<typeof streamSSE> {
  const gone = c.req.raw.signal
  return streamSSE(c, async (stream) => {
    const abort = (): void => stream.abort()
    gone.addEventListener('abort', abort, { once: true })
    if (gone.aborted) abort()
    await send(stream)
  })
}
