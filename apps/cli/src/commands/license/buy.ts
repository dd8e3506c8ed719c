import { License } from '@tributary/protocol'
import { buy as buyLicense, quote, readToken } from '@tributary/sdk'
import { Offers } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Context } from '../../frame/Context.ts'
import { example } from '../../frame/help.ts'
import { asOption } from '../../frame/options.ts'
import { type Answer, run } from '../../frame/run.ts'
import { addressOf } from '../../session/accountOf.ts'
import { inTokens } from '../../session/inTokens.ts'
import { openSession } from '../../session/Session.ts'
import { sentToJson, showSent } from '../../session/showSent.ts'
import { showSplit, splitToJson } from '../../session/showSplit.ts'
import { parseAmount } from '../../session/Token.ts'
import { formatAmount, formatTime } from '../../terminal/format.ts'
import { fields } from '../../terminal/table.ts'

type Options = { as: string; to?: string; maxPrice?: string; once?: string; dryRun?: boolean }

/** Adds `license buy`: pays for an offer and gets the license, in one transaction. */
export function buy(group: Command): void {
  group
    .command('buy')
    .description('buy a license: the money reaches everyone it is owed to, and the license you, in one transaction')
    .argument('<offer>', 'the file that `license offer` wrote')
    .option('--to <account>', 'who owns the license (default: who signs)')
    .option('--max-price <amount>', 'the most to pay, where the price follows a feed')
    .option('--dry-run', 'buy nothing; show who would get what')
    .option('--once <name>', 'buy at most once under this name, however often the command is run')
    .addOption(asOption().default('buyer'))
    .addHelpText(
      'after',
      example('tributary license buy offer-0x51c07d2e.json', 'Bought license 0x51c0…0001 for 25.00 TUSD.'),
    )
    .action(run<Options>(buyOrQuote))
}

async function buyOrQuote(context: Context, options: Options, file = ''): Promise<Answer> {
  const { as: role, dryRun = false, once: key } = options
  const { offer, id, signature } = Offers.read(file)
  await using session = await openSession(context, { role, writes: !dryRun })
  const { client, keys } = session
  const token = await readToken(session.client, offer.token)
  if (dryRun) {
    const split = await quote(client, { work: offer.work, amount: offer.price })
    return { json: { offer: id, split: splitToJson(split, token) }, text: showSplit(split, token, context) }
  }
  const maxPrice = options.maxPrice === undefined ? undefined : parseAmount(options.maxPrice, token)
  const to = options.to === undefined ? client.account.address : addressOf(keys, options.to)
  const purchase = buyLicense(client, { offer, signature, to, maxPrice, key })
  const bought = await inTokens(token, maxPrice ?? offer.price, purchase)
  Offers.keep(context.home, { offer, id, signature })
  const license = License.toHex(bought.license)
  const ends = Number(bought.expiry) === License.forEver ? 'never' : formatTime(bought.expiry)
  const shown = fields(
    [
      ['license', license],
      ['owner', to],
      ['ends', ends],
    ],
    context.paint.dim,
  )
  return {
    json: {
      license,
      owner: to,
      work: offer.work,
      offer: id,
      token,
      price: bought.price,
      expiry: bought.expiry,
      ...sentToJson(bought),
    },
    text: `${context.paint.good('Bought')} a license for ${formatAmount(bought.price, token)}.\n${shown}\n${showSent(bought, context)}`,
  }
}
