import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a proxy does with a request: an answer of its own, a status, a hang-up, or nothing (the node answers). */
export type Whim = { readonly error?: string; readonly status?: number; readonly hangUp?: boolean } | undefined

type Request = { readonly id: number; readonly method: string; readonly params: readonly unknown[] }

/** A gateway in front of a node that has limits and moods, as public ones have. */
export async function openProxy(
  target: string,
  whim: (request: Request) => Whim,
): Promise<{ rpc: string; close(): void }> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const requests = [JSON.parse(body)].flat() as Request[]
    const whims = requests.map(whim)
    if (whims.some((found) => found?.hangUp)) return incoming.socket.destroy()
    const status = whims.find((found) => found?.status)?.status
    if (status !== undefined) return outgoing.writeHead(status).end('busy')
    const refused = requests.flatMap(({ id }, index) => {
      const message = whims[index]?.error
      return message === undefined ? [] : [{ jsonrpc: '2.0', id, error: { code: -32005, message } }]
    })
    const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const answers = [await answer.json()].flat() as { id: number }[]
    const all = answers.map((one) => refused.find(({ id }) => id === one.id) ?? one)
    return outgoing.end(JSON.stringify(Array.isArray(JSON.parse(body)) ? all : all[0]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { rpc: `http://127.0.0.1:${port}`, close: () => server.close() }
}
