import type { Client, Publisher } from '@tributary/sdk'
import { Identity } from '@tributary/sdk/node'
import type { Session } from './Session.ts'

/** How a studio without a name of its own is called in certificates. */
const nameless = 'A Tributary studio'

/** The publisher of a home: an account, its own by default, and the identity by which it speaks and signs files. */
export async function publisherOf(session: Session, client: Client = session.client): Promise<Publisher> {
  const { issuer, credentials } = await identityOf(session)
  return { client, issuer, credentials }
}

/** Who the studio of a home is; made at first use. */
export function identityOf({ keys, home, settings }: Session): Promise<Identity.Identity> {
  return Identity.open({ keys, folder: home.identity, organization: settings.studio ?? nameless })
}
