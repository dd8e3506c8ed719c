import type { Codecs } from '@tributary/engine'
import type { Ports } from '@tributary/provenance'
import { identityOf, portsFor } from '@tributary/sdk/node'
import type { Session } from '../session/Session.ts'

/** Everything a home can ask to judge a file: its own root, its store, its engine and its chain. */
export async function portsOf(session: Session, codecs: Codecs): Promise<Ports> {
  const { root } = await identityOf(session)
  return portsFor({ codecs, anchors: [root], store: session.store, client: session.client })
}
