import { License, Rights } from '@tributary/protocol'
import { readEvents, readToken } from '@tributary/sdk'
import { Offers } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Context } from '../../frame/Context.ts'
import { example } from '../../frame/help.ts'
import { type Answer, run } from '../../frame/run.ts'
import { openSession } from '../../session/Session.ts'
import { titleOf } from '../../session/titleOf.ts'
import { formatAmount, shorten } from '../../terminal/format.ts'
import { table } from '../../terminal/table.ts'

/** Adds `license list`: the offers of a home and the licenses sold under them. */
export function list(group: Command): void {
  group
    .command('list')
    .description('show the offers of this home, and every license sold under them')
    .addHelpText('after', example('tributary license list', 'dune-7  25.00 TUSD  display, commercial  1 of 10 sold'))
    .action(run(show))
}

async function show(context: Context): Promise<Answer> {
  await using session = await openSession(context, { writes: false })
  const { licenses } = await readEvents(session.client)
  const bought = licenses.flatMap((event) => (event.eventName === 'Bought' ? [event.args] : []))
  const offers = []
  const rows: string[][] = []
  const owned: string[][] = []
  for (const { id, offer } of Offers.all(context.home)) {
    const token = await readToken(session.client, offer.token)
    const { name } = await titleOf(session, offer.work)
    const sold = bought.filter(({ license }) => License.isOf(license, id)).map(({ license }) => License.toHex(license))
    const rights = Rights.list(offer.rights)
    offers.push({ id, work: offer.work, name, token, price: offer.price, rights, supply: offer.supply, licenses: sold })
    rows.push([
      name,
      formatAmount(offer.price, token),
      rights.join(', '),
      `${sold.length} of ${offer.supply}`,
      shorten(id),
    ])
    for (const license of sold) owned.push([name, license])
  }
  if (rows.length === 0) return { json: { offers }, text: 'This home signed and bought no offer yet.' }
  const shown = [table([...columns], rows, context.paint.dim)]
  if (owned.length > 0) shown.push('', table([{ heading: 'work' }, { heading: 'license' }], owned, context.paint.dim))
  return { json: { offers }, text: shown.join('\n') }
}

const columns = [
  { heading: 'work' },
  { heading: 'price', align: 'right' },
  { heading: 'rights' },
  { heading: 'sold', align: 'right' },
  { heading: 'offer' },
] as const
