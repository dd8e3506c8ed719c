import type { Home } from './Home.ts'
import * as Identity from './Identity.ts'
import type { Keystore } from './Keystore.ts'
import type { Settings } from './Settings.ts'

/** How a studio without a name of its own is called in certificates. */
export const nameless = 'A Tributary studio'

/** What the identity of a home is made from. */
export type Owner = {
  readonly home: Home
  readonly keys: Pick<Keystore, 'ensure'>
  readonly settings: Settings
}

/** Who the studio of a home is; made at first use. */
export function identityOf({ home, keys, settings }: Owner): Promise<Identity.Identity> {
  return Identity.open({ keys, folder: home.identity, organization: settings.studio ?? nameless })
}
