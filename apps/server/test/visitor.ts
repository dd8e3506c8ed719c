import { randomBytes } from 'node:crypto'
import type { Job } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { cookieName, hashOf } from '../src/api/middleware/session.ts'
import type { Api, Services } from '../src/api/Services.ts'

/** Somebody who is signed in, and asks an application without a network between. */
export type Visitor = {
  readonly address: Address
  /** Asks; objects are sent as JSON, bytes as they are. */
  ask(method: string, path: string, body?: object | Uint8Array, more?: Record<string, string>): Promise<Response>
  /** Puts a body that comes in pieces. */
  stream(path: string, body: ReadableStream<Uint8Array>): Promise<Response>
  /** Asks, and expects a good answer. */
  get<value>(path: string): Promise<value>
  post<value>(path: string, body: object): Promise<value>
  upload(bytes: Uint8Array): Promise<{ id: string; [name: string]: unknown }>
  /** Waits for the end of a job. */
  end(id: string): Promise<Job>
}

/** Signs somebody in. */
export async function visit(app: Api, services: Services, address: Address): Promise<Visitor> {
  const token = randomBytes(16).toString('hex')
  await services.pool.query('INSERT INTO studio.session (token, address, chain_id, expires) VALUES ($1, $2, $3, $4)', [
    hashOf(token),
    address,
    services.client.chainId,
    services.clock() + 3_600,
  ])
  const headers = { cookie: `${cookieName}=${token}`, origin: services.settings.origins[0] }
  const ask: Visitor['ask'] = async (method, path, body, more = {}) => {
    if (body === undefined) return app.request(path, { method, headers: { ...headers, ...more } })
    const isBytes = body instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const sent = isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body)
    return app.request(path, { method, body: sent, headers: { ...headers, ...more, 'content-type': type } })
  }
  const good = async <value>(answer: Promise<Response>): Promise<value> => {
    const response = await answer
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return (await response.json()) as value
  }
  const get = <value>(path: string) => good<value>(ask('GET', path))
  return {
    address,
    ask,
    stream: async (path, body) => app.request(path, { method: 'PUT', body, headers, duplex: 'half' } as RequestInit),
    get,
    post: (path, body) => good(ask('POST', path, body)),
    upload: (bytes) => good(ask('PUT', '/v1/uploads', bytes)),
    end: async (id) => {
      for (;;) {
        const job = await get<Job>(`/v1/jobs/${id}`)
        if (job.ended !== undefined) return job
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}
