import { Amount, License } from '@tributary/protocol'
import { declare as declareRevenue, readToken } from '@tributary/sdk'
import { Offers } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Context } from '../../frame/Context.ts'
import { example } from '../../frame/help.ts'
import { asOption } from '../../frame/options.ts'
import { type Answer, run } from '../../frame/run.ts'
import { parseLicense } from '../../license/parseLicense.ts'
import { inTokens } from '../../session/inTokens.ts'
import { openSession } from '../../session/Session.ts'
import { sentToJson, showSent } from '../../session/showSent.ts'
import { formatAmount } from '../../terminal/format.ts'

type Options = { as: string; offer?: string; once?: string }

/** Adds `license declare`: declares revenue and pays what is due of it. */
export function declare(group: Command): void {
  group
    .command('declare')
    .description('declare all revenue since the start under a license, and pay what is due on the growth')
    .argument('<license>', 'id of the license')
    .argument('<total>', 'revenue since the start, such as 1200.50; 0 may be declared')
    .option('--offer <file>', 'the offer it was bought under (default: the one kept in this home)')
    .option('--once <name>', 'declare at most once under this name, however often the command is run')
    .addOption(asOption().default('buyer'))
    .addHelpText(
      'after',
      example('tributary license declare 0x51c0…0001 1200', 'Declared 1,200.00 TUSD; paid 60.00 TUSD.'),
    )
    .action(run<Options>(report))
}

async function report(context: Context, options: Options, text = '', written = ''): Promise<Answer> {
  const license = parseLicense(text)
  const { offer } = options.offer === undefined ? Offers.under(context.home, license) : Offers.read(options.offer)
  await using session = await openSession(context, { role: options.as, writes: true })
  const token = await readToken(session.client, offer.token)
  const total = Amount.parse(written, token.decimals)
  const declaration = declareRevenue(session.client, { offer, license, total, key: options.once })
  const sent = await inTokens(token, Amount.revenueDueUp(total, offer.revenueShare), declaration)
  const done = `${context.paint.good('Declared')} ${formatAmount(total, token)}; paid ${formatAmount(sent.due, token)}.`
  return {
    json: { license: License.toHex(license), token, total, due: sent.due, ...sentToJson(sent) },
    text: `${done}\n${showSent(sent, context)}`,
  }
}
