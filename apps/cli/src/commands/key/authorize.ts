import type { Command } from 'commander'
import type { Address } from 'viem'
import type { Context } from '../../frame/Context.ts'
import { example } from '../../frame/help.ts'
import { asOption } from '../../frame/options.ts'
import { type Answer, run } from '../../frame/run.ts'
import { parseMoment } from '../../input/time.ts'
import { addressOf } from '../../session/accountOf.ts'
import { authorizeFor } from '../../session/authorizeFor.ts'
import { findModel } from '../../session/findWork.ts'
import { openSession, type Session } from '../../session/Session.ts'
import { sentToJson, showSent } from '../../session/showSent.ts'
import { formatTime, shorten } from '../../terminal/format.ts'

type Options = { as: string; key: string; until?: bigint }

/** Adds `key authorize`: lets a key sign for a model. */
export function authorize(group: Command): void {
  group
    .command('authorize')
    .description('let a key sign for a model, by the word of the chain and of the studio')
    .argument('<model>', 'id of the model, or its first digits')
    .option('--key <account>', 'the key: a role of this home or an address', 'model')
    .option('--until <moment>', 'when it ends: 2027-01-31 or 90d (default: never)', untilOption)
    .addOption(asOption())
    .addHelpText(
      'after',
      example('tributary key authorize 0x5c01d2 --until 90d', 'The key 0xBaDe…30eD may sign for it.'),
    )
    .action(run<Options>(grant))
}

async function grant(context: Context, { as: role, key: named, until: wanted }: Options, text = ''): Promise<Answer> {
  await using session = await openSession(context, { role, writes: true })
  const { id, work } = await findModel(session, text)
  const key = keyOf(session, named)
  const granted = await authorizeFor(session, { id, work, key, until: wanted })
  const { from, until, sent, authorization } = granted
  const period = `from ${formatTime(from)} until ${formatTime(until)}`
  const sentence = `The key ${key} may sign for ${shorten(id)} ${period}.`
  return {
    json: { model: id, key, from, until, authorization, ...(sent && sentToJson(sent)) },
    text: sent ? `${sentence}\n${showSent(sent, context)}` : `${sentence}\nThe chain knew it already.`,
  }
}

/** A role gets a key here when it has none, as everywhere; an address is somebody else's. */
function keyOf({ keys }: Session, named: string): Address {
  return /^[a-z][a-z0-9-]*$/.test(named) && !named.startsWith('0x')
    ? keys.account(named).address
    : addressOf(keys, named)
}

function untilOption(text: string): bigint {
  return parseMoment(text, BigInt(Math.floor(Date.now() / 1000)))
}
