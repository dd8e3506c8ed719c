import { BaseError } from '@tributary/protocol'
import type { Token } from '@tributary/sdk'
import { formatAmount } from '../terminal/format.ts'

/** Waits for a payment; that the payer has too little is said in tokens, as people count, and not in wei. */
export async function inTokens<value>(token: Token, amount: bigint, payment: Promise<value>): Promise<value> {
  try {
    return await payment
  } catch (error) {
    const isPoor = error instanceof BaseError && error.name === 'approve.InsufficientBalanceError'
    if (!isPoor || !('balance' in error)) throw error
    throw new TooLittleError({ token, amount, balance: error.balance as bigint, cause: error })
  }
}

/** Who pays holds less than the price. */
export class TooLittleError extends BaseError {
  override readonly name = 'Payments.TooLittleError'
  constructor({ token, amount, balance, cause }: { token: Token; amount: bigint; balance: bigint; cause: unknown }) {
    super(`The key holds ${formatAmount(balance, token)}; ${formatAmount(amount, token)} is needed.`, {
      hint: 'Pay less, pay with another key (--as <role>), or send it more.',
      cause,
    })
  }
}
