import type { Work } from '@tributary/sdk/wire'
import type { Context } from 'hono'
import { catchingUp } from '../api/indexState.ts'
import type { Api, Environment } from '../api/Services.ts'

/**
 * A work as the API tells it, or undefined where it knows none: pages and API never differ. Throws while the index
 * cannot say.
 */
export async function readWork(app: Api, c: Context<Environment>, id: string): Promise<Work | undefined> {
  const answer = await app.request(`${new URL(c.req.url).origin}/v1/works/${id}`, {}, c.env)
  if (answer.status === 503) throw catchingUp()
  return answer.ok ? ((await answer.json()) as Work) : undefined
}

/** What a person is called: a name, else the beginning of the address. */
export function nameOf({ name, address }: Work['creator']): string {
  return name ?? `${address.slice(0, 6)}…${address.slice(-4)}`
}
