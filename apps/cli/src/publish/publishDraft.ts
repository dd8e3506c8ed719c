import { resolve } from 'node:path'
import { Store } from '@tributary/provenance'
import { type Draft, type Published, publishWork, quote, type Sent } from '@tributary/sdk'
import { writeWhole } from '@tributary/sdk/node'
import type { Context } from '../frame/Context.ts'
import type { Answer } from '../frame/run.ts'
import { publisherOf } from '../session/publisherOf.ts'
import type { Session } from '../session/Session.ts'
import { sentToJson, showSent } from '../session/showSent.ts'
import { showSplit, splitToJson } from '../session/showSplit.ts'
import { tokenFor } from '../session/Token.ts'
import { fields } from '../terminal/table.ts'
import { quoteDraft } from './quoteDraft.ts'
import { releaseOf, type TermOptions } from './terms.ts'

/** A draft, and where its signed file goes. */
export type Job = { readonly draft: Draft; readonly signedTo?: string | undefined; readonly options: TermOptions }

/** What a verb adds to a publication once the work is out. */
export type After = (
  published: Published,
) => Promise<{ readonly text: string; readonly json: object; readonly sent?: readonly Sent[] }>

/** Publishes a draft and says who gets what of 10; with `--dry-run` it says only that. */
export async function publishDraft(context: Context, session: Session, job: Job, after?: After): Promise<Answer> {
  const { draft, signedTo, options } = job
  const token = await tokenFor(session, options.token)
  const ten = 10n * 10n ** BigInt(token.decimals)
  if (options.dryRun) {
    const split = await quoteDraft(session, draft, ten)
    const json = {
      published: false,
      kind: draft.kind,
      name: draft.name,
      flows: draft.flows,
      split: splitToJson(split, token),
    }
    return { json, text: `Nothing was published.\n\n${showSplit(split, token, context)}` }
  }
  const publisher = await publisherOf(session)
  const published = await publishWork(publisher, draft, releaseOf(options))
  const file = await writeSigned(session, published, signedTo)
  const more = await after?.(published)
  const split = await quote(session.client, { work: published.id, amount: ten })
  return {
    json: { ...publishedToJson(published, file), ...more?.json, split: splitToJson(split, token) },
    text: [
      show(context, published, file),
      ...(more ? [more.text] : []),
      ...[...published.transactions, ...(more?.sent ?? [])].map((sent) => showSent(sent, context)),
      '',
      showSplit(split, token, context),
    ].join('\n'),
  }
}

/** The file with its credential beside the original, so that it can be shown and sold. */
async function writeSigned(
  { store }: Session,
  { signed }: Published,
  to: string | undefined,
): Promise<string | undefined> {
  if (signed === undefined || to === undefined) return undefined
  const path = resolve(to)
  writeWhole(path, await Store.file(store, signed))
  return path
}

function show({ paint }: Context, { id, record, anchor }: Published, file: string | undefined): string {
  const { kind } = record.tributary
  return [
    `${paint.good('Published')} the ${kind} "${record.name}".`,
    fields(
      [
        ['id', id],
        ['file', file ?? 'in the store; this kind of file carries no credential'],
        ['record', record.image ?? `sha-256 ${record.tributary.content.sha256}`],
        ...(anchor ? [['time', `proven by the root ${anchor.root}`] as const] : []),
      ],
      paint.dim,
    ),
  ].join('\n')
}

function publishedToJson(
  { id, work, record, content, signed, anchor, transactions }: Published,
  file: string | undefined,
): object {
  const { kind } = record.tributary
  const sent = transactions.map(sentToJson)
  return {
    published: true,
    id,
    kind,
    name: record.name,
    file,
    content,
    signed,
    work,
    record,
    anchor,
    transactions: sent,
  }
}
