import { License } from '@tributary/protocol'
import { use as presentVoucher, signVoucher, usesOf } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Context } from '../../frame/Context.ts'
import { example } from '../../frame/help.ts'
import { asOption } from '../../frame/options.ts'
import { type Answer, run } from '../../frame/run.ts'
import { integerBetween } from '../../input/parse.ts'
import { parseLicense } from '../../license/parseLicense.ts'
import { openSession } from '../../session/Session.ts'
import { sentToJson, showSent } from '../../session/showSent.ts'
import { formatCount } from '../../terminal/format.ts'

type Options = { as: string; times: number; sign?: boolean }

/** Adds `license use`: takes uses of a license. */
export function use(group: Command): void {
  group
    .command('use')
    .description('take uses of a license: sign a voucher as its owner and record it')
    .argument('<license>', 'id of the license')
    .option('--times <n>', 'how many uses', integerBetween(1, 2 ** 32 - 1), 1)
    .option('--sign', 'only sign the voucher, which costs no gas; a gateway may record it later')
    .addOption(asOption().default('buyer'))
    .addHelpText('after', example('tributary license use 0x51c0…0001', 'Recorded 1 use; 1 in all.'))
    .action(run<Options>(take))
}

async function take(context: Context, { as: role, times, sign = false }: Options, text = ''): Promise<Answer> {
  const license = parseLicense(text)
  await using session = await openSession(context, { role, writes: !sign })
  const { client } = session
  // A voucher counts since the start, so the same one presented twice takes nothing twice.
  const used = (await usesOf(client, { license })).used + times
  const signature = await signVoucher(client, { license, used })
  const voucher = { license: License.toHex(license), used, signature }
  if (sign) return { json: voucher, text: `Voucher for ${formatCount(used, 'use')} since the start:\n${signature}` }
  const sent = await presentVoucher(client, { license, used, signature })
  const done = `${context.paint.good('Recorded')} ${formatCount(times, 'use')}; ${used} in all.`
  return { json: { ...voucher, ...sentToJson(sent) }, text: `${done}\n${showSent(sent, context)}` }
}
