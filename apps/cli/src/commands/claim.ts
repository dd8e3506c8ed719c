import { claimAll } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Address } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { asOption, tokenOption } from '../frame/options.ts'
import { type Answer, run } from '../frame/run.ts'
import { addressOf } from '../session/accountOf.ts'
import { openSession } from '../session/Session.ts'
import { movesToJson, showMoves } from '../session/showSent.ts'
import { tokenFor } from '../session/Token.ts'
import { formatAmount } from '../terminal/format.ts'

type Options = { as: string; for?: string; token?: Address; once?: string }

/** Adds `claim`: pays an account everything it is owed. */
export function claim(program: Command): void {
  program
    .command('claim')
    .helpGroup('Pay and be paid:')
    .description('pay an account everything it is owed, from every work and contribution tree')
    .option('--for <account>', 'who is paid: a role or an address (default: who signs); the signer only pays the gas')
    .option('--once <name>', 'claim at most once under this name, however often the command is run')
    .addOption(tokenOption())
    .addOption(asOption())
    .addHelpText(
      'after',
      example('tributary claim --for 0x7099…79C8 --as relayer', 'Claimed 0.84 TUSD for 0x7099…79C8.'),
    )
    .action(run<Options>(claimEverything))
}

async function claimEverything(context: Context, options: Options): Promise<Answer> {
  const { as: role, once: key } = options
  await using session = await openSession(context, { role, writes: true })
  const account = options.for === undefined ? session.client.account.address : addressOf(session.keys, options.for)
  const token = await tokenFor(session, options.token)
  const { transactions, amount } = await claimAll(session.client, { token: token.address, account, key })
  const json = { account, token, amount, transactions: transactions.map((moves) => movesToJson(moves, token)) }
  if (transactions.length === 0) return { json, text: `Nothing is owed to ${account} in ${token.symbol}.` }
  const { good } = context.paint
  const claimed = `${good('Claimed')} ${formatAmount(amount, token)} for ${account}.`
  return { json, text: [claimed, ...transactions.map((moves) => showMoves(moves, token, context))].join('\n') }
}
