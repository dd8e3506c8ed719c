import { as, type Client, type Token } from '@tributary/sdk'
import { prepareChain } from '@tributary/sdk/node'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { Session } from '../session/Session.ts'
import type { Narrator } from './Narrator.ts'

/** What every chapter plays on: the home with its chain, the dollar, and a voice. */
export type Stage = {
  readonly session: Session
  readonly token: Token
  readonly tell: Narrator
  /** The client of a role, with a key of its own and play money. */
  readonly actor: (role: string) => Promise<Actor>
}

/** A client that can sign. */
export type Actor = Client & { readonly account: PrivateKeyAccount }

/** A stage whose actors get their money when they first appear. */
export function createStage(session: Session, token: Token, tell: Narrator): Stage {
  const seen = new Map<string, Promise<Actor>>()
  // One after another: all of them get their money from the same key.
  let last: Promise<unknown> = Promise.resolve()
  const enter = async (role: string): Promise<Actor> => {
    const account = session.keys.account(role)
    if (session.chain !== undefined) await prepareChain(session.chain, session.keys, account)
    return { ...as(session.client, { account }), account }
  }
  const actor = (role: string): Promise<Actor> => {
    const entered = seen.get(role) ?? last.then(() => enter(role))
    seen.set(role, entered)
    last = entered
    return entered
  }
  return { session, token, tell, actor }
}
