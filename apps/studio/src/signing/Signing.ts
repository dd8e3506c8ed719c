import type { Call, Plan, TypedData } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'

/** Something to read and sign, in words. */
export type Message = {
  readonly title: string
  /** What the signature says, line by line. */
  readonly words: readonly { readonly label: string; readonly value: string }[]
  readonly data: TypedData
}

/** A signature that the studio turns into a transaction of its own, and pays the gas of. */
export type Order = NonNullable<Plan['signature']>

export type Action =
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'order'; readonly order: Order }

/**
 * - `waiting`: not begun, or declined and free to begin again
 * - `asking`: the wallet shows it
 * - `sent`: it has left the browser, no block yet
 * - `done`: in a block, or signed
 */
export type StepState = 'waiting' | 'asking' | 'sent' | 'done'

export type Step = {
  readonly action: Action
  readonly state: StepState
  /** The transaction, once it is sent. */
  readonly transaction?: Hex
  readonly signature?: Hex
  /**
   * How many transactions the account had sent before the wallet was asked. It stays when the wallet's answer was lost,
   * and tells whether one was sent after all.
   */
  readonly nonce?: number | undefined
}

/** What somebody is about to sign, and how far it has come. Plain data, so that it survives a reload. */
export type Signing = {
  readonly id: string
  readonly account: Address
  /** The chain it is meant for. */
  readonly genesis: Hex
  readonly title: string
  readonly lead?: string
  readonly terms?: Pick<Plan, 'leaves' | 'arrives' | 'cost' | 'expires'>
  readonly steps: readonly Step[]
}

export function fromPlan(account: Address, genesis: Hex, plan: Plan): Signing {
  const { title, calls, leaves, arrives, cost, expires, signature } = plan
  const actions: readonly Action[] = signature
    ? [{ type: 'order', order: signature }]
    : calls.map((call) => ({ type: 'call', call }))
  return {
    id: crypto.randomUUID(),
    account,
    genesis,
    title,
    terms: { leaves, arrives, cost, ...(expires !== undefined && { expires }) },
    steps: actions.map((action) => ({ action, state: 'waiting' })),
  }
}

export function fromMessages(
  account: Address,
  genesis: Hex,
  title: string,
  lead: string,
  messages: readonly Message[],
): Signing {
  const steps = messages.map((message): Step => ({ action: { type: 'message', message }, state: 'waiting' }))
  return { id: crypto.randomUUID(), account, genesis, title, lead, steps }
}

export function isDone(signing: Signing): boolean {
  return signing.steps.every((step) => step.state === 'done')
}

/** Whether anything of it has left the browser: then it must not be forgotten. */
export function hasBegun(signing: Signing): boolean {
  return signing.steps.some(
    ({ state, transaction, signature, nonce }) =>
      state === 'asking' || transaction !== undefined || signature !== undefined || nonce !== undefined,
  )
}

/** Whether a plan is too old to begin with. `now` in seconds. */
export function isExpired(signing: Signing, now: number): boolean {
  const { terms } = signing
  return terms?.expires !== undefined && terms.expires <= now && !hasBegun(signing)
}

/** The same signing with one step changed. */
export function withStep(signing: Signing, index: number, change: Partial<Step>): Signing {
  return { ...signing, steps: signing.steps.map((step, at) => (at === index ? { ...step, ...change } : step)) }
}

/** What a step is called. */
export function titleOf({ action }: Step): string {
  if (action.type === 'call') return action.call.title
  return action.type === 'message' ? action.message.title : 'Sign the payment; the studio sends it'
}

/** After a reload no wallet is asking any more; what was sent stays sent. */
export function afterReload(signing: Signing): Signing {
  const steps = signing.steps.map((step): Step => (step.state === 'asking' ? { ...step, state: 'waiting' } : step))
  return { ...signing, steps }
}
