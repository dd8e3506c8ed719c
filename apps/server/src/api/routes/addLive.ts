import { createRoute, z } from '@hono/zod-openapi'
import { text } from '../content.ts'
import { RefusedError } from '../problems.ts'
import type { Api, Services } from '../Services.ts'
import { streamEvents } from '../streamEvents.ts'

/** Open streams in all, and for each network address; how often a quiet stream says that it is alive. */
const [mostStreams, mostEach, beatMs] = [2_000, 64, 15_000]

/** Changes that a reader may lag behind; one that reads nothing is cut off, and asks again when it wants to go on. */
const mostWaiting = 256

const liveRoute = createRoute({
  method: 'get',
  path: '/v1/live',
  tags: ['studio'],
  summary: 'What changes, as it changes',
  description:
    'Server-sent events of the names `open`, `block`, `work`, `offer`, `money`. After a pause, Last-Event-ID goes on where it was.',
  request: { headers: z.object({ 'last-event-id': z.string().optional() }) },
  responses: {
    200: {
      description: 'Events without end',
      content: text(
        'text/event-stream',
        'event: open\ndata: {}\n\nid: 7\nevent: money\ndata: {"type":"money","works":["0x8b45…6b1e"],"accounts":[]}\n\n',
      ),
    },
  },
})

/** Mounts `GET /v1/live`: what changes, as it changes (server-sent events). */
export function addLive(app: Api, { live }: Services): void {
  const open = new Map<string, number>()
  let total = 0
  app.openapi(liveRoute, (c) => {
    const who = c.get('network')
    const own = open.get(who) ?? 0
    if (total >= mostStreams || own >= mostEach) throw tooMany(own >= mostEach)
    total += 1
    open.set(who, own + 1)
    const leave = (): void => {
      total -= 1
      const left = (open.get(who) ?? 1) - 1
      if (left === 0) open.delete(who)
      else open.set(who, left)
    }
    return streamEvents(c, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
      const send = ({ id, event }: { id: number; event: { type: string } }): Promise<void> =>
        stream.writeSSE({ id: `${id}`, event: event.type, data: JSON.stringify(event) })
      let waiting = 0
      const stop = live.listen((change) => {
        waiting += 1
        if (waiting > mostWaiting) stream.abort()
        else void send(change).finally(() => (waiting -= 1))
      })
      const beat = setInterval(() => void stream.write(': still here\n\n'), beatMs)
      try {
        await stream.writeSSE({ event: 'open', data: '{}' })
        for (const change of live.since(Number(c.req.header('last-event-id') ?? Number.NaN)) ?? []) await send(change)
        await ended
      } finally {
        clearInterval(beat)
        stop()
        leave()
      }
    })
  })
}

function tooMany(isOwn: boolean): RefusedError {
  return new RefusedError({
    status: 503,
    title: 'Too many open streams',
    detail: isOwn ? `One address may keep ${mostEach} streams open.` : `This studio keeps ${mostStreams} streams open.`,
    hint: 'Close some, or ask for what you need from time to time.',
    headers: { 'retry-after': '30' },
    retry: true,
  })
}
