import type { Call } from '@tributary/sdk'
import type { Plan } from '@tributary/sdk/wire'
import type { Address, Log } from 'viem'

/** A call and what it is, in words. */
export type Step = Call & { readonly title: string }

/** What an account wants to do, before the chain was asked whether it would work and what it costs. */
export type Intent = {
  readonly title: string
  readonly account: Address
  /** In the order of sending; each may count on those before it. */
  readonly steps: readonly Step[]
  readonly leaves: Plan['leaves']
  /** What arrives; where the chain alone knows, it is read from the events of the simulation. */
  readonly arrives: Plan['arrives'] | ((logs: readonly Log[]) => Promise<Plan['arrives']>)
  /** Last second at which it can be done. */
  readonly expires?: bigint | undefined
}
