import { as, type Client } from '@tributary/sdk'
import { HTTPFacilitatorClient } from '@x402/core/server'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { Services } from '../api/Services.ts'
import { createLocks, type Locks } from './Locks.ts'

/** What the payment door works with. */
export type Door = {
  readonly services: Services
  /** Sends what payers signed, and pays the gas. */
  readonly relayer: Client
  /** Answers for bare transfers, and signs receipts. It sends nothing. */
  readonly gateway: PrivateKeyAccount
  /** Another facilitator that submits payments, if the operator named one. */
  readonly facilitator: HTTPFacilitatorClient | undefined
  readonly locks: Locks
}

/** One door for all who open it: within a process they share their turns. */
const doors = new WeakMap<Services, Door>()

/** Opens the door with the studio's own keys. */
export function openDoor(services: Services): Door {
  const door = doors.get(services) ?? doorOf(services)
  doors.set(services, door)
  return door
}

function doorOf(services: Services): Door {
  const { client, store, journal, keys, settings } = services
  const url = settings.facilitator
  return {
    services,
    relayer: { ...as(client, { account: keys.account('relayer'), store, journal }), turns: turnsOf(services) },
    gateway: keys.account('gateway'),
    facilitator: url === undefined ? undefined : new HTTPFacilitatorClient({ url, timeoutMs: 30_000 }),
    locks: createLocks(services.pool, 4),
  }
}

/**
 * The relayer sends one transaction at a time in all processes of this studio, else two would take one nonce. These
 * locks have a place of their own, so that whoever holds the lock of a payment can wait for them.
 */
function turnsOf({ pool, client }: Services): Client['turns'] {
  const locks = createLocks(pool, 1)
  return (name, act) => locks(`turn ${client.genesis} ${name}`, act)
}
