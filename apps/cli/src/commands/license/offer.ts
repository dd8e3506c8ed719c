import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { Rights } from '@tributary/protocol'
import { signOffer } from '@tributary/sdk'
import { Offers, writeWhole } from '@tributary/sdk/node'
import type { Command } from 'commander'
import { type Address, bytesToBigInt, keccak256, sha256, toBytes, zeroAddress, zeroHash } from 'viem'
import type { Context } from '../../frame/Context.ts'
import { UsageError } from '../../frame/Failure.ts'
import { example } from '../../frame/help.ts'
import { asOption, tokenOption } from '../../frame/options.ts'
import { type Answer, run } from '../../frame/run.ts'
import { integerBetween } from '../../input/parse.ts'
import { parseDuration, parseMoment } from '../../input/time.ts'
import { readText, texts } from '../../license/readText.ts'
import { parseShare } from '../../publish/terms.ts'
import { addressOf } from '../../session/accountOf.ts'
import { findWork } from '../../session/findWork.ts'
import { openSession } from '../../session/Session.ts'
import { parseAmount, tokenFor } from '../../session/Token.ts'
import { formatAmount, formatCount, formatDuration, formatTime, shorten } from '../../terminal/format.ts'
import { fields } from '../../terminal/table.ts'

type Options = {
  as: string
  token?: Address
  rights: string
  exclusive?: string
  for?: string
  supply: number
  duration?: bigint
  uses?: number
  validUntil?: bigint
  derivativeShare?: number
  revenueShare?: number
  revenueCap?: string
  reports?: bigint
  channel?: string
  text?: string
  gateway?: string
  out?: string
}

/** Adds `license offer`: signs an offer, which costs nothing. */
export function offer(group: Command): void {
  group
    .command('offer')
    .description('sign an offer to license a work; it costs no gas, and the file is all a buyer needs')
    .argument('<work>', 'id of the work, or its first digits')
    .argument('<price>', 'what one license costs, such as 25')
    .option('--rights <list>', `${Rights.all.join(', ')}, joined by commas`, 'display,commercial')
    .option('--exclusive <list>', 'which of the rights nobody else is sold while the license lasts')
    .option('--for <account>', 'who alone may buy (default: anybody)')
    .option('--supply <n>', 'how many may be sold', integerBetween(1, 2 ** 32 - 1), 1)
    .option('--duration <time>', 'how long it lasts: 30d, 1y (default: for ever)', parseDuration)
    .option('--uses <n>', 'how many uses it includes (default: without limit)', integerBetween(1, 2 ** 32 - 1))
    .option('--valid-until <moment>', 'when the offer ends: 2027-01-31 or 30d (default: never)', momentOption)
    .option('--derivative-share <percent>', 'the least a derivative must owe the work', parseShare)
    .option('--revenue-share <percent>', 'what is due of declared revenue', parseShare)
    .option('--revenue-cap <amount>', 'declared revenue at which the rights end')
    .option('--reports <time>', 'the longest time between two declarations of revenue', parseDuration)
    .option('--channel <name>', 'the one channel it is good for, such as a web address')
    .option('--text <text>', `the license text: ${texts.join(', ')}, or a file`)
    .option('--gateway <account>', 'who may deliver or refund what is paid to a checkout without a word')
    .option('-o, --out <file>', 'where the offer goes (default: offer-<id>.json)')
    .addOption(tokenOption())
    .addOption(asOption())
    .addHelpText(
      'after',
      example('tributary license offer 0x8f3a21 25 --rights display --duration 1y', 'Wrote offer-0x51c0….json.'),
    )
    .action(run<Options>(sign))
}

/** The rights that are granted, and those of them that are exclusive. */
function rightsOf({ rights: granted, exclusive: alone }: Options): { rights: number; exclusive: number } {
  const rights = Rights.parse(granted)
  const exclusive = alone === undefined ? 0 : Rights.parse(alone, 'exclusive')
  const missing = Rights.list(exclusive & ~rights)
  if (missing.length === 0) return { rights, exclusive }
  throw new UsageError(
    `${missing.join(', ')} cannot be exclusive: the offer grants ${Rights.list(rights).join(', ')}.`,
    {
      hint: 'Add it to --rights.',
    },
  )
}

async function sign(context: Context, options: Options, text = '', price = ''): Promise<Answer> {
  await using session = await openSession(context, { role: options.as, writes: true })
  const { id: work } = await findWork(session, text)
  const token = await tokenFor(session, options.token)
  const { keys } = session
  const signed = await signOffer(session.client, {
    work,
    token: token.address,
    price: parseAmount(price, token),
    ...rightsOf(options),
    buyer: options.for === undefined ? zeroAddress : addressOf(keys, options.for),
    gateway: options.gateway === undefined ? zeroAddress : addressOf(keys, options.gateway),
    supply: options.supply,
    revenueCap: options.revenueCap === undefined ? 0n : parseAmount(options.revenueCap, token),
    channel: options.channel === undefined ? zeroHash : keccak256(toBytes(options.channel)),
    text: options.text === undefined ? zeroHash : sha256(toBytes(readText(options.text).text)),
    salt: bytesToBigInt(randomBytes(32)),
    ...limitsOf(options),
  })
  Offers.keep(context.home, signed)
  const file = resolve(options.out ?? `offer-${signed.id.slice(0, 10)}.json`)
  writeWhole(file, `${JSON.stringify(Offers.toJson(signed), null, 2)}\n`)
  const shown = fields(
    [
      ['offer', signed.id],
      ['work', work],
      ['price', formatAmount(signed.offer.price, token)],
      ['rights', Rights.list(signed.offer.rights).join(', ')],
      ['sold', `at most ${formatCount(signed.offer.supply, 'license')}`],
      ['lasts', signed.offer.duration === 0n ? 'for ever' : formatDuration(Number(signed.offer.duration))],
      ['ends', formatEnd(signed.offer.validUntil)],
    ],
    context.paint.dim,
  )
  return {
    json: { file, token, ...Offers.toJson(signed) },
    text: `${context.paint.good('Signed')} an offer for ${shorten(work)}: ${file}\n${shown}`,
  }
}

type Limits = {
  duration?: bigint
  uses?: number
  validUntil?: bigint
  derivativeShare?: number
  revenueShare?: number
  reportingPeriod?: bigint
}

function limitsOf(options: Options): Limits {
  const { duration, uses, validUntil, derivativeShare, revenueShare, reports } = options
  const limits = { duration, uses, validUntil, derivativeShare, revenueShare, reportingPeriod: reports }
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)) as Limits
}

function formatEnd(validUntil: bigint): string {
  return validUntil === 2n ** 64n - 1n ? 'never' : formatTime(validUntil)
}

function momentOption(text: string): bigint {
  return parseMoment(text, BigInt(Math.floor(Date.now() / 1000)))
}
