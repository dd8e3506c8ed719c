import type { Plan } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import { BaseError } from '../BaseError.ts'
import { queries, queryClient } from '../data/index.ts'
import { needWallet } from '../wallet/index.ts'
import { wordsFor } from '../wallet/troubles.ts'
import { fromMessages, fromPlan, isDone, isExpired, type Message, type Signing } from './Signing.ts'
import { currentShown, hide, interrupted, show } from './signingState.ts'

/** What came of a plan: its transactions, in the order of its calls. */
export type Signed = { readonly account: Address; readonly transactions: readonly Hex[] }

type Asked = (account: Address) => Promise<Plan>

/** Who waits for what is shown, and how to ask for it anew when it has expired. */
let settle: ((signing: Signing | undefined) => void) | undefined
let renew: (() => Promise<Signing>) | undefined

/**
 * Explains a plan before anything is signed, then sends its calls one after another. `ask` gets the plan for the
 * account that acts; it is asked again when the plan has expired. Undefined when somebody closes the sheet.
 *
 * @example
 * ```ts
 * const signed = await sign((account) => post('/v1/plans/buy', { account, offer: offer.id }))
 * ```
 */
export async function sign(ask: Asked): Promise<Signed | undefined> {
  const account = await needWallet()
  if (!account) return undefined
  const genesis = await genesisOf()
  const done = await present(async () => fromPlan(account, genesis, await ask(account)))
  return done && { account, transactions: done.steps.flatMap((step) => (step.transaction ? [step.transaction] : [])) }
}

/**
 * Explains typed data in words before the wallet signs it; nothing is sent to the chain. `ask` gets the messages for
 * the account that acts. The signatures come in the order of the messages; undefined when somebody closes the sheet.
 */
export async function signMessages(
  title: string,
  lead: string,
  ask: (account: Address) => Promise<readonly Message[]>,
): Promise<readonly Hex[] | undefined> {
  const account = await needWallet()
  if (!account) return undefined
  const genesis = await genesisOf()
  const done = await present(async () => fromMessages(account, genesis, title, lead, await ask(account)))
  return done?.steps.flatMap((step) => (step.signature ? [step.signature] : []))
}

/** Does what is shown, or what is left of it. */
export async function proceed(): Promise<void> {
  const { signing } = currentShown()
  if (!signing) return
  show({ running: true, trouble: undefined })
  try {
    if (renew && isExpired(signing, Date.now() / 1000)) throw await renewed(renew)
    const { run } = await import('./run.ts')
    const done = await run(signing, (now) => show({ signing: now }))
    settle?.(done)
    settle = undefined
  } catch (error) {
    show({ trouble: wordsFor(error) })
  } finally {
    show({ running: false })
  }
}

/** Closes the sheet; what was already sent stays sent. */
export function dismiss(): void {
  const { signing } = currentShown()
  settle?.(signing && isDone(signing) ? signing : undefined)
  settle = undefined
  renew = undefined
  hide()
}

/** Brings back what a reload interrupted, if it was meant for this chain. */
export async function resume(): Promise<void> {
  const signing = interrupted()
  if (!signing || currentShown().signing) return
  if (signing.genesis === (await genesisOf())) show({ signing })
  else hide()
}

async function present(make: () => Promise<Signing>): Promise<Signing | undefined> {
  if (currentShown().running) throw new BusyError()
  const signing = await make()
  dismiss()
  renew = make
  show({ signing, running: false, trouble: undefined })
  return new Promise((resolve) => {
    settle = resolve
  })
}

/** Asks for the plan anew and shows it; what comes back tells why nothing was signed yet. */
async function renewed(make: () => Promise<Signing>): Promise<BaseError> {
  show({ signing: await make() })
  return new RenewedError()
}

async function genesisOf(): Promise<Hex> {
  const studio = await queryClient.ensureQueryData(queries.studio())
  return studio.chain.genesis as Hex
}

/** The plan was too old and has been replaced. */
class RenewedError extends BaseError {
  override readonly name = 'signing.RenewedError'

  constructor() {
    super('These terms had expired, so they were asked for again.', {
      retry: true,
      hint: 'Look at them once more; nothing has been signed.',
    })
  }
}

/** Only one thing can be signed at a time. */
class BusyError extends BaseError {
  override readonly name = 'signing.BusyError'

  constructor() {
    super('Something else is being signed.', { hint: 'Finish it first, then try again.' })
  }
}
