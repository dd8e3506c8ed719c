import type { Bucket } from '@tributary/protocol'
import { pay as payWork, quote } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Address } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { asOption, bucketOption, tokenOption } from '../frame/options.ts'
import { type Answer, run } from '../frame/run.ts'
import { findWork } from '../session/findWork.ts'
import { inTokens } from '../session/inTokens.ts'
import { openSession } from '../session/Session.ts'
import { sentToJson, showSent } from '../session/showSent.ts'
import { showSplit, splitToJson } from '../session/showSplit.ts'
import { parseAmount, tokenFor } from '../session/Token.ts'
import { formatAmount, shorten } from '../terminal/format.ts'

type Options = { as: string; token?: Address; bucket: Bucket.Kind; dryRun?: boolean; once?: string }

/** Adds `pay`: pays a work, whoever hangs upstream. */
export function pay(program: Command): void {
  program
    .command('pay')
    .helpGroup('Pay and be paid:')
    .description('pay a work; the money is owed to everyone in its lineage from then on')
    .argument('<work>', 'id of the work, or its first digits')
    .argument('<amount>', 'how much, such as 12.50')
    .addOption(tokenOption())
    .addOption(bucketOption())
    .addOption(asOption())
    .option('--dry-run', 'only show who would get what')
    .option('--once <name>', 'pay at most once under this name, however often the command is run')
    .addHelpText('after', example('tributary pay 0x8f3a21 10', 'Paid 10.00 tUSD to 0x8f3a21…9c04.'))
    .action(run<Options>((context, options, work = '', amount = '') => payOrQuote(context, options, work, amount)))
}

async function payOrQuote(context: Context, options: Options, text: string, written: string): Promise<Answer> {
  const { as: role, bucket, dryRun = false, once: key } = options
  await using session = await openSession(context, { role, writes: !dryRun })
  const { id } = await findWork(session, text)
  const token = await tokenFor(session, options.token)
  const amount = parseAmount(written, token)
  if (dryRun) {
    const split = await quote(session.client, { work: id, amount, bucket })
    return { json: splitToJson(split, token), text: showSplit(split, token, context) }
  }
  const payment = payWork(session.client, { work: id, bucket, token: token.address, amount, key })
  const sent = await inTokens(token, amount, payment)
  const { credited } = sent
  return {
    json: { work: id, bucket: sent.bucket, token, amount, credited, ...sentToJson(sent) },
    text: `${context.paint.good('Paid')} ${formatAmount(credited, token)} to ${shorten(id)}.\n${showSent(sent, context)}`,
  }
}
