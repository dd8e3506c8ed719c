import { performance } from 'node:perf_hooks'
import { loadCodecs } from '@tributary/engine/node'
import { verify } from '@tributary/provenance'
import { Journal, reconcile, type Token } from '@tributary/sdk'
import { writeWhole } from '@tributary/sdk/node'
import type { Context } from '../frame/Context.ts'
import { gather } from '../report/gather.ts'
import { renderPage } from '../report/page.ts'
import type { Report, Step } from '../report/Report.ts'
import type { Session } from '../session/Session.ts'
import { tokenFor } from '../session/Token.ts'
import { formatAmount, shorten } from '../terminal/format.ts'
import type { Paint } from '../terminal/paint.ts'
import { table } from '../terminal/table.ts'
import { portsOf } from '../verify/portsOf.ts'
import type { Material } from './Material.ts'
import { Narrator } from './Narrator.ts'
import { play } from './play.ts'
import { createStage } from './Stage.ts'

/** What a story came to, every number a decimal string; money in token-wei of the dollar. */
export type Ending = {
  readonly works: string
  readonly payments: string
  readonly paidIn: string
  readonly paidOut: string
  readonly unclaimed: string
  readonly dust: string
  readonly gas: Readonly<Record<string, string>>
  readonly seconds: string
  readonly token: Token
  readonly report: string
}

/** Plays the story, or shows how it ended when it was played before, and writes the report. */
export async function perform(context: Context, session: Session, material: Material, report: string): Promise<Ending> {
  const began = performance.now()
  const token = await tokenFor(session)
  const tell = new Narrator(context)
  const steps = await stepsOf(context, session, token, material, tell)
  const codecs = await loadCodecs()
  const ports = await portsOf(session, codecs)
  const judge = (file: Uint8Array): ReturnType<typeof verify> => verify(file, ports)
  const time = Math.floor(Date.now() / 1000)
  const page = await gather(session, { title: 'From recipe to royalty', token, steps, time, codecs, judge })
  writeWhole(report, renderPage(page))
  context.note(`\n${stateOf(page, context.notePaint)}\n\nreport  ${report}`)
  const totals = await reconcile(session.client)
  return {
    works: `${page.works.length}`,
    payments: `${totals.tokens.get(token.address)?.payments ?? 0}`,
    ...page.totals,
    gas: gasOf(steps),
    seconds: ((performance.now() - began) / 1000).toFixed(1),
    token,
    report,
  }
}

/** The steps of the story, played now or kept from the time when it was. */
async function stepsOf(
  context: Context,
  session: Session,
  token: Token,
  material: Material,
  tell: Narrator,
): Promise<readonly Step[]> {
  const journal = session.client.journal!
  const ending = Journal.id('story.played', { root: material.dataset.root, chain: session.client.genesis })
  const kept = await journal.read(ending)
  if (kept !== undefined) {
    context.note('The story was played before; this is what it left.')
    return kept as unknown as readonly Step[]
  }
  await play(createStage(session, token, tell), material)
  await journal.write({ step: ending, kind: 'story.played', value: tell.steps })
  return tell.steps
}

/** What is there, in a few lines: every work and what it earned, and the equation that holds to the wei. */
function stateOf({ works, totals, token }: Report, { dim }: Paint): string {
  const money = (amount: string): string => formatAmount(BigInt(amount), token)
  const rows = works.map(({ name, kind, id, gross }) => [name, kind, shorten(id), money(gross)])
  const columns = [
    { heading: 'work' },
    { heading: 'kind' },
    { heading: 'id' },
    { heading: 'earned', align: 'right' },
  ] as const
  const { paidIn, paidOut, unclaimed, dust } = totals
  const equation = `${money(paidIn)} in = ${money(paidOut)} out + ${money(unclaimed)} unclaimed + ${dust} wei of dust`
  return `${table(columns, rows, dim)}\n\n${equation}`
}

/** Gas by step; steps of the same name add up. */
function gasOf(steps: readonly Step[]): Record<string, string> {
  const totals = new Map<string, bigint>()
  for (const { name, gas } of steps) if (gas !== undefined) totals.set(name, (totals.get(name) ?? 0n) + BigInt(gas))
  return Object.fromEntries([...totals].map(([name, gas]) => [name, `${gas}`]))
}
