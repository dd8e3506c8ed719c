import { BaseError, Work } from '@tributary/protocol'
import { as, type Publisher } from '@tributary/sdk'
import { Identity } from '@tributary/sdk/node'
import { getAddress, type Hex } from 'viem'
import type { DraftRow } from './DraftRow.ts'
import type { DraftServices } from './DraftServices.ts'

/**
 * The studio as the publisher of somebody else's works: records and credentials are the studio's, the creator is
 * whoever signed in, and its word is what it signed in its wallet.
 */
export async function publisherFor(
  services: DraftServices,
  { creator, signatures }: Pick<DraftRow, 'creator' | 'signatures'>,
): Promise<Publisher> {
  const { client, store, journal, settings } = services
  const { issuer, credentials } = await identityOf(services)
  return {
    client: as(client, { store, journal }),
    creator: {
      address: getAddress(creator),
      sign: async (work) => signatures[Work.id(work)] ?? refuse(Work.id(work)),
    },
    issuer,
    credentials,
    tools: { tributary: settings.version },
  }
}

/** Who the studio is, as its records and certificates say. */
export function identityOf({ keys, home, settings }: DraftServices): Promise<Identity.Identity> {
  return Identity.open({ keys, folder: home.identity, organization: settings.name })
}

function refuse(work: Hex): never {
  throw new UnsignedError({ work })
}

/** The creator has not signed the work yet. */
export class UnsignedError extends BaseError {
  override readonly name = 'Draft.UnsignedError'
  readonly retry = false
  constructor({ work }: { work: Hex }) {
    super(`Its creator has not signed the work ${work}.`, { hint: 'Sign what the draft asks for.' })
  }
}
