import { createHash, randomUUID } from 'node:crypto'
import type { Job } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'

/** Somebody who signed in to a studio over the network. */
export type Guest = {
  readonly account: PrivateKeyAccount
  ask(method: string, path: string, body?: object | Uint8Array, headers?: Record<string, string>): Promise<Response>
  /** Asks, and expects a good answer. */
  get<value>(path: string): Promise<value>
  post<value>(path: string, body: object, key?: string): Promise<value>
  /** Brings a file; its id is its hash, so that it may be brought again. */
  upload(bytes: Uint8Array): Promise<Hex>
  /** Waits until a job has ended. */
  end(id: string): Promise<Job>
}

/** Signs somebody in with a wallet of their own. */
export async function signIn(address: string, key: Hex = generatePrivateKey()): Promise<Guest> {
  const account = privateKeyToAccount(key)
  const origin = { origin: address }
  const { nonce } = (await (await fetch(`${address}/v1/session/nonce`)).json()) as { nonce: string }
  const place = { domain: new URL(address).host, uri: address, chainId: 31337, version: '1' } as const
  const message = createSiweMessage({ ...place, address: account.address, nonce })
  const body = JSON.stringify({ message, signature: await account.signMessage({ message }) })
  const headers = { ...origin, 'content-type': 'application/json' }
  const signed = await good(await fetch(`${address}/v1/session`, { method: 'POST', body, headers }))
  const cookie = signed.headers.getSetCookie()[0]!.split(';')[0]!
  const ask: Guest['ask'] = (method, path, content, more) => {
    const isBytes = content instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const sent = isBytes ? (content as Uint8Array<ArrayBuffer>) : JSON.stringify(content)
    const shape = content === undefined ? {} : { 'content-type': type }
    return fetch(`${address}${path}`, {
      method,
      headers: { ...origin, cookie, ...shape, ...more },
      ...(content !== undefined && { body: sent }),
    })
  }
  const get = async <value>(path: string): Promise<value> => (await good(await ask('GET', path))).json() as value
  return {
    account,
    ask,
    get,
    post: async <value>(path: string, content: object, key = randomUUID()) =>
      (await good(await ask('POST', path, content, { 'idempotency-key': key }))).json() as value,
    upload: async (bytes) => {
      await good(await ask('PUT', '/v1/uploads', bytes))
      return `0x${createHash('sha256').update(bytes).digest('hex')}`
    },
    end: async (id) => {
      for (;;) {
        const job = await get<Job>(`/v1/jobs/${id}`)
        if (job.ended !== undefined) return job
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
  }
}

async function good(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response
}
