import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { BaseError } from '@tributary/protocol'
import type { Api } from './Services.ts'

/** What a client may take of the server's time and sockets. */
const limits = {
  /** All headers must have come by then; a client that drips them is cut off. */
  headersTimeout: 10_000,
  /** The whole request, its body included. */
  requestTimeout: 120_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 500,
  maxHeaderSize: 16_384,
} as const

/**
 * How long a connection may stand still while somebody has to send or take something, in milliseconds: a reader that
 * does not read is cut off. Longer than any answer takes; event streams say something every 15 s.
 */
const stallMs = 180_000

/** Sockets at a time; what comes beyond them is closed at once. */
const maxConnections = 16_384

/** A server that listens. */
export type Listening = {
  readonly address: string
  readonly port: number
  /** Lets running requests end for a moment, then closes. */
  close(): Promise<void>
}

/** Listens on a port of this machine. */
export async function listen(
  app: Pick<Api, 'fetch'>,
  { port, hostname = '127.0.0.1', ...patience }: listen.Options,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      ...limits,
      headersTimeout: patience.headersTimeoutMs ?? limits.headersTimeout,
      requestTimeout: patience.requestTimeoutMs ?? limits.requestTimeout,
    },
  }) as Server
  server.timeout = patience.stallMs ?? stallMs
  server.maxConnections = maxConnections
  server.maxRequestsPerSocket = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(new PortError({ port, hostname, cause })))
    server.listen(port, hostname, resolve)
  })
  const bound = server.address() as AddressInfo
  return { address: `http://${hostname}:${bound.port}`, port: bound.port, close: () => close(server) }
}

export declare namespace listen {
  type Options = {
    /** 0 is any free one. */
    readonly port: number
    readonly hostname?: string
    /** How long a client may take for its headers. */
    readonly headersTimeoutMs?: number
    /** How long it may take for its whole request. */
    readonly requestTimeoutMs?: number
    /** How long nothing may move. */
    readonly stallMs?: number
  }
}

/** How long running requests may go on when the server closes. */
const graceMs = 2_000

async function close(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(cut)
}

/** The server cannot listen where it was told to. */
export class PortError extends BaseError {
  override readonly name = 'listen.PortError'
  readonly retry = true
  constructor({ port, hostname, cause }: { port: number; hostname: string; cause: NodeJS.ErrnoException }) {
    const isTaken = cause.code === 'EADDRINUSE'
    super(
      isTaken ? `Port ${port} of ${hostname} is taken.` : `Cannot listen on ${hostname}:${port}: ${cause.message}.`,
      {
        hint: 'Stop the other program, or choose another port with --port.',
        cause,
      },
    )
  }
}
