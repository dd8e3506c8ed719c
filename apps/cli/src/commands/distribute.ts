import { Lineage } from '@tributary/protocol'
import { distribute as distributeEdges, lineageOf, settleLineage } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Address } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { asOption, bucketOption, tokenOption } from '../frame/options.ts'
import { type Answer, run } from '../frame/run.ts'
import { findWork } from '../session/findWork.ts'
import { openSession } from '../session/Session.ts'
import { movesToJson, sentToJson, showMoves, showSent } from '../session/showSent.ts'
import { tokenFor } from '../session/Token.ts'
import { formatAmount, formatCount } from '../terminal/format.ts'

type Options = { as: string; token?: Address; bucket: 'sales' | 'resale'; everyone?: boolean }

/** Adds `distribute`: lifts what a work owes to the works upstream of it. */
export function distribute(program: Command): void {
  program
    .command('distribute')
    .helpGroup('Pay and be paid:')
    .description('lift what a work owes to every work upstream of it; anybody may')
    .argument('<work>', 'id of the work, or its first digits')
    .option('--everyone', 'and pay everyone upstream in the same transaction')
    .addOption(tokenOption())
    .addOption(bucketOption())
    .addOption(asOption())
    .addHelpText('after', example('tributary distribute 0x8f3a21', 'Lifted 1.20 TUSD along 2 edges.'))
    .action(run<Options>(distributeWork))
}

async function distributeWork(context: Context, options: Options, text = ''): Promise<Answer> {
  const { as: role, bucket, everyone = false } = options
  await using session = await openSession(context, { role, writes: true })
  const { client, store } = session
  const { id } = await findWork(session, text)
  const token = await tokenFor(session, options.token)
  if (everyone) {
    const moves = await settleLineage(client, { work: id, token: token.address, bucket })
    return { json: { work: id, ...movesToJson(moves, token) }, text: showMoves(moves, token, context) }
  }
  const edges = edgesOf(await lineageOf(store, [id]), id, bucket)
  if (edges.length === 0) return { json: { work: id, token, moved: [] }, text: 'It owes nothing to other works.' }
  const sent = await distributeEdges(client, { edges, token: token.address })
  const total = sent.moved.reduce((sum, { amount }) => sum + amount, 0n)
  const along = formatCount(sent.moved.length, 'edge')
  const lifted = total === 0n ? 'Everything was lifted before.' : `Lifted ${formatAmount(total, token)} along ${along}.`
  return {
    json: { work: id, token, moved: sent.moved, ...sentToJson(sent) },
    text: `${lifted}\n${showSent(sent, context)}`,
  }
}

/** Every flow to a work, child before parent, so that one transaction moves a whole lineage. */
function edgesOf(lineage: Lineage.Lineage, start: `0x${string}`, bucket: Options['bucket']): distributeEdges.Edge[] {
  return Lineage.order(lineage, [start]).flatMap((id) => {
    const work = lineage.works.get(id)
    const flows = work?.flows.flatMap(({ kind }, flow) => (kind === 'work' ? [flow] : [])) ?? []
    return flows.map((flow) => ({
      work: work as NonNullable<typeof work>,
      bucket: id === start ? bucket : 'sales',
      flow,
    }))
  })
}
