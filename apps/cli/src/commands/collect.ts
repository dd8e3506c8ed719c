import { collect as collectResidual } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Address } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { asOption, bucketOption, tokenOption } from '../frame/options.ts'
import { type Answer, run } from '../frame/run.ts'
import { addressOf } from '../session/accountOf.ts'
import { findWork } from '../session/findWork.ts'
import { openSession } from '../session/Session.ts'
import { sentToJson, showSent } from '../session/showSent.ts'
import { tokenFor } from '../session/Token.ts'
import { formatAmount, shorten } from '../terminal/format.ts'

type Options = { as: string; to?: string; token?: Address; bucket: 'sales' | 'resale' }

/** Adds `collect`: pays what a work leaves to its holder. */
export function collect(program: Command): void {
  program
    .command('collect')
    .helpGroup('Pay and be paid:')
    .description('pay what a work leaves after all it owes: of sales to its holder, of resales to its creator')
    .argument('<work>', 'id of the work, or its first digits')
    .option('--to <account>', 'another recipient; only the payee may name one')
    .addOption(tokenOption())
    .addOption(bucketOption())
    .addOption(asOption())
    .addHelpText('after', example('tributary collect 0x8f3a21', 'Collected 7.50 TUSD from 0x8f3a21…9c04.'))
    .action(run<Options>(collectFrom))
}

async function collectFrom(context: Context, options: Options, text = ''): Promise<Answer> {
  const { as: role, bucket } = options
  await using session = await openSession(context, { role, writes: true })
  const { id, work } = await findWork(session, text)
  const token = await tokenFor(session, options.token)
  const to = options.to === undefined ? undefined : addressOf(session.keys, options.to)
  const sent = await collectResidual(session.client, { work, bucket, token: token.address, to })
  const collected = `${context.paint.good('Collected')} ${formatAmount(sent.amount, token)} from ${shorten(id)}.`
  return {
    json: { work: id, bucket, token, amount: sent.amount, ...sentToJson(sent) },
    text: `${collected}\n${showSent(sent, context)}`,
  }
}
