import { revokeAll, revoke as revokeKey } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Context } from '../../frame/Context.ts'
import { example } from '../../frame/help.ts'
import { asOption } from '../../frame/options.ts'
import { type Answer, run } from '../../frame/run.ts'
import { addressOf } from '../../session/accountOf.ts'
import { findModel } from '../../session/findWork.ts'
import { openSession } from '../../session/Session.ts'
import { sentToJson, showSent } from '../../session/showSent.ts'
import { shorten } from '../../terminal/format.ts'

type Options = { as: string; key: string; all?: boolean }

/** Adds `key revoke`: ends a key's authority over a model. */
export function revoke(group: Command): void {
  group
    .command('revoke')
    .description('end the authority of a key over a model, from this second on; what it signed before stays good')
    .argument('<model>', 'id of the model, or its first digits')
    .option('--key <account>', 'the key: a role of this home or an address', 'model')
    .option('--all', 'end that of every key, as before a sale')
    .addOption(asOption())
    .addHelpText('after', example('tributary key revoke 0x5c01d2', 'The key 0xBaDe…30eD may no longer sign for it.'))
    .action(run<Options>(end))
}

async function end(context: Context, { as: role, key: named, all = false }: Options, text = ''): Promise<Answer> {
  await using session = await openSession(context, { role, writes: true })
  const { id, work: model } = await findModel(session, text)
  const key = addressOf(session.keys, named)
  const sent = all ? await revokeAll(session.client, { model }) : await revokeKey(session.client, { model, key })
  const who = all ? 'No key' : `The key ${key}`
  return {
    json: { model: id, key: all ? undefined : key, all, ...sentToJson(sent) },
    text: `${who} may ${all ? 'sign' : 'no longer sign'} for ${shorten(id)} from now on.\n${showSent(sent, context)}`,
  }
}
