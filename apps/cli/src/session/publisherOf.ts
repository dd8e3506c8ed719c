import { join } from 'node:path'
import type { Client, Publisher } from '@tributary/sdk'
import { Identity } from '@tributary/sdk/node'
import type { Session } from './Session.ts'

/** The name under which a home signs content credentials, unless it says otherwise. */
const organization = 'Tributary Studio'

/** A client that publishes in the name of the home's studio: its DID and its certificates. */
export async function publisherOf(session: Session, client: Client): Promise<Publisher> {
  const { issuer, credentials } = await identityOf(session)
  return { client, issuer, credentials }
}

/** Who the studio of a home is; made at first use. */
export function identityOf({ home, keys }: Pick<Session, 'home' | 'keys'>): Promise<Identity.Identity> {
  return Identity.open({ keys, folder: join(home.path, 'identity'), organization })
}
