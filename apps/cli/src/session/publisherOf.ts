import type { Client, Publisher } from '@tributary/sdk'
import { identityOf } from '@tributary/sdk/node'
import type { Session } from './Session.ts'

/** The publisher of a home: an account, its own by default, and the identity by which it speaks and signs files. */
export async function publisherOf(session: Session, client: Client = session.client): Promise<Publisher> {
  const { issuer, credentials } = await identityOf(session)
  return { client, issuer, credentials }
}
