import type { Problem } from '@tributary/sdk/wire'
import type { Context } from 'hono'
import { RefusedError } from '../api/problems.ts'
import type { Api, Environment } from '../api/Services.ts'

/** Asks the API of this server, as the caller of a tool: the doors share their handlers, limits and answers. */
export type Ask = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object | Uint8Array<ArrayBuffer>,
) => Promise<unknown>

/** What says who the caller is, and nothing else, goes along. */
const passed = ['cookie', 'x-forwarded-for'] as const

/** The API, for one request to a tool. */
export function askFor(app: Api, c: Context<Environment>): Ask {
  const origin = new URL(c.req.url).origin
  const own = passed.flatMap((name) => (c.req.header(name) === undefined ? [] : [[name, c.req.header(name)!]]))
  return async (method, path, body) => {
    const isBytes = body instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const headers = { ...Object.fromEntries(own), ...(body && { 'content-type': type }) }
    const init = { method, headers, ...(body && { body: isBytes ? body : JSON.stringify(body) }) }
    const answer = await app.request(`${origin}${path}`, init, c.env)
    if (answer.ok) return answer.json()
    throw refusalOf((await answer.json()) as Problem)
  }
}

function refusalOf({ status, title, detail, hint }: Problem): RefusedError {
  return new RefusedError({ status, title, detail, hint })
}

/** The query of a path; what is undefined is left out. */
export function query(fields: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
