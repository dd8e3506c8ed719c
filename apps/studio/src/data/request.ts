import type { Problem } from '@tributary/sdk/wire'
import { ProblemError, UnreachableError } from './ProblemError.ts'

type Method = 'POST' | 'PUT' | 'DELETE'

type Writing = {
  /** Under the same key the server does the same thing only once. A fresh one by default. */
  readonly key?: string
  readonly signal?: AbortSignal
}

/** Asks the API for something. `path` begins with `/v1`. */
export async function read<answer>(path: string, signal?: AbortSignal): Promise<answer> {
  return answerOf(path, { headers: { accept: 'application/json' }, ...(signal && { signal }) })
}

/** Tells the API something. The session's cookie goes along; nothing else identifies the browser. */
export async function write<answer>(method: Method, path: string, body?: unknown, more: Writing = {}): Promise<answer> {
  return answerOf(path, {
    method,
    headers: {
      accept: 'application/json',
      'idempotency-key': more.key ?? crypto.randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(more.signal && { signal: more.signal }),
  })
}

export function post<answer>(path: string, body?: unknown, more?: Writing): Promise<answer> {
  return write('POST', path, body, more)
}

/** Gives the API a file to look at. */
export function send<answer>(path: string, file: Blob): Promise<answer> {
  const headers = { accept: 'application/json', 'content-type': file.type || 'application/octet-stream' }
  return answerOf(path, { method: 'POST', headers, body: file })
}

/** The query part of an address, without what is not set. */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

async function answerOf<answer>(path: string, init: RequestInit): Promise<answer> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause
    throw new UnreachableError(path, cause)
  })
  if (!response.ok) throw await refusal(path, response)
  return response.status === 204 ? (undefined as answer) : ((await response.json()) as answer)
}

/** What a refused answer says. A proxy before the studio may answer with something else than a problem. */
async function refusal(path: string, response: Response): Promise<Error> {
  if (!response.headers.get('content-type')?.includes('json'))
    return response.status >= 500
      ? new UnreachableError(path, response.status)
      : new ProblemError({
          type: 'about:blank',
          title: `The studio answered ${response.status}.`,
          status: response.status,
        })
  return new ProblemError((await response.json()) as Problem)
}
