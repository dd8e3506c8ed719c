import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout, setInterval as ticks } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatherCrowd } from '../../test/crowd.ts'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { createApp } from './createApp.ts'
import { type Listening, listen } from './listen.ts'
import type { Api } from './Services.ts'

let studio: TestStudio
let app: Api

beforeAll(async () => {
  studio = await openStudio()
  app = createApp(studio.services)
})
afterAll(() => studio?.[Symbol.asyncDispose]())

async function serving(options: Partial<listen.Options>, use: (server: Listening) => Promise<void>): Promise<void> {
  const server = await listen(app, { port: 0, ...options })
  try {
    await use(server)
  } finally {
    await server.close()
  }
}

/** A bare connection, from any address of this machine, that says something first. */
function dial({ port }: Listening, said: string, from = '127.0.0.1'): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  // Being cut off is what these connections are for.
  socket.on('error', () => {})
  socket.write(said)
  return socket
}

const ended = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()))

/** Everything that is heard until the other side hangs up. */
async function heard(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (data) => (text += data))
  await ended(socket)
  return text
}

/** Sends letter by letter for as long as anybody listens. */
async function drip(socket: Socket, letter: string): Promise<void> {
  for await (const _ of ticks(30)) {
    if (socket.destroyed || socket.writableEnded) return
    socket.write(letter)
  }
}

test('a client that drips its headers is cut off, however steadily it drips', () =>
  serving({ headersTimeoutMs: 300 }, async (server) => {
    const socket = dial(server, 'GET /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ')
    void drip(socket, 'x')
    expect(await heard(socket)).toMatch(/^HTTP\/1.1 408/)
  }))

test.each(['POST /v1/session', 'PUT /v1/uploads', 'POST /v1/verifications', 'POST /rpc', 'POST /mcp'])(
  'a body that drips into %s is cut off, and the studio goes on',
  (what) =>
    serving({ headersTimeoutMs: 300, requestTimeoutMs: 600 }, async (server) => {
      const head = `${what} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n`
      const socket = dial(server, head)
      void drip(socket, ' ')
      // It hears 408, or the refusal that did not wait for its body, and then the line is dead.
      expect(await heard(socket)).toMatch(/^HTTP\/1.1 4\d\d|^$/)
      expect((await fetch(`${server.address}/health/live`)).status).toBe(200)
    }),
)

const listening = 'GET /v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'

test('who never reads the event stream is cut off; who reads it hears on', () =>
  serving({ stallMs: 1_500 }, async (server) => {
    const served: Socket[] = []
    const note = (message: unknown): void => void served.push((message as { socket: Socket }).socket)
    subscribe('http.server.request.start', note)
    const deaf = dial(server, listening).pause()
    await expect.poll(() => served.length).toBe(1)
    unsubscribe('http.server.request.start', note)
    let [read, isOpen] = [0, true]
    const reader = dial(server, listening)
    reader.on('data', (data) => (read += data.length)).on('close', () => (isOpen = false))
    // Soon more than the machine holds for somebody who does not read.
    const event = { type: 'money' as const, works: [], accounts: ['x'.repeat(100_000)] }
    while (!served[0]!.destroyed) {
      studio.services.live.publish(event)
      await setTimeout(10)
    }
    expect(isOpen).toBe(true)
    expect(read).toBeGreaterThan(1_000_000)
    for (const socket of [deaf, reader]) socket.destroy()
  }))

test('whoever hangs up gives its place back at once: a page may be opened again and again', () =>
  serving({}, async (server) => {
    for (let visit = 0; visit < 200; visit++) {
      const socket = dial(server, listening)
      const [first] = (await once(socket, 'data')) as [Buffer]
      expect(`${first}`).toMatch(/^HTTP\/1.1 200/)
      socket.destroy()
      await once(socket, 'close')
    }
  }))

// Elsewhere a machine has one address for itself, and a caller may keep 64 streams.
test.skipIf(process.platform !== 'linux')(
  'ten thousand event streams at the same time: two thousand are kept, the others refused politely, and pages still come',
  () =>
    serving({}, async (server) => {
      const crowd = await gatherCrowd(server.port, 10_000)
      expect(crowd.heard).toEqual({ statuses: { 200: 2_000, 503: 8_000 }, polite: 8_000, held: 10_000 })
      expect((await fetch(`${server.address}/v1/session`)).status).toBe(200)
      expect((await fetch(`${server.address}/v1/live`)).status).toBe(503)
      await crowd.leave()
      // Their places are free again.
      const socket = () => fetch(`${server.address}/v1/live`, { signal: AbortSignal.timeout(1_000) })
      await expect.poll(async () => (await socket()).status, { timeout: 20_000, interval: 200 }).toBe(200)
    }),
  60_000,
)
