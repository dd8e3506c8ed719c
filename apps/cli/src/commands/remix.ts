import { basename, extname } from 'node:path'
import { BaseError } from '@tributary/protocol'
import { draftRemix, link, type Sent } from '@tributary/sdk'
import { Offers } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Hex } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { parseLicense } from '../license/parseLicense.ts'
import { type After, publishDraft } from '../publish/publishDraft.ts'
import { readContent } from '../publish/readContent.ts'
import { addTermOptions, parseShare, type TermOptions, termsOf } from '../publish/terms.ts'
import { findWork } from '../session/findWork.ts'
import { openSession, type Session } from '../session/Session.ts'
import { formatCount, shorten } from '../terminal/format.ts'

type Options = TermOptions & { of: string[]; share?: number; under?: string[]; out?: string }

/** Adds `remix`: publishes a file that was made from other works, which are paid of all it earns. */
export function remix(program: Command): void {
  const command = program
    .command('remix')
    .helpGroup('Make:')
    .description('publish a file that was made from other works; they are paid of all that it earns')
    .argument('<file>', 'the new file')
    .requiredOption('--of <works...>', 'the works it was made from; the first is the one that was opened and changed')
    .option('--share <percent>', 'what each of them gets (default: 10%)', parseShare)
    .option('--under <licenses...>', 'licenses that allow it, owned by who signs; without one it is a free tribute')
  addTermOptions(command)
    .option('-o, --out <file>', 'where the file with its credential goes (default: beside the original)')
    .addHelpText('after', example('tributary remix evening.png --of 0x8f3a21', 'Published the remix "evening".'))
    .action(run<Options>(publishRemix))
}

async function publishRemix(context: Context, options: Options, file = ''): Promise<Answer> {
  const content = await readContent(file)
  await using session = await openSession(context, { role: options.as, writes: true })
  const parents: draftRemix.Parent[] = []
  for (const text of options.of) {
    const { id } = await findWork(session, text)
    if (!parents.some(({ work }) => work === id)) parents.push({ work: id, share: options.share })
  }
  const name = options.name ?? basename(file, extname(file))
  const draft = draftRemix({ ...termsOf(options), name, content, parents, store: session.store })
  const ending = extname(file)
  const signedTo = options.out ?? `${file.slice(0, file.length - ending.length)}.signed${ending}`
  return await publishDraft(context, session, { draft, options, signedTo }, linker(context, session, options.under))
}

/** Shows the chain under which licenses the remix stands; each link takes one use. */
function linker({ home }: Context, { client }: Session, under: readonly string[] = []): After {
  return async ({ id, work }) => {
    const sent: Sent[] = []
    for (const text of under) {
      const license = parseLicense(text)
      const { offer } = Offers.under(home, license)
      const flow = work.flows.findIndex(({ kind, to }) => kind === 'work' && to === offer.work)
      if (flow < 0) throw new NotAParentError({ license: text, work: offer.work })
      const key = `link.${id}.${license}`
      sent.push(await link(client, { derivative: work, flowPath: [flow], offer, license, key }))
    }
    const shown = sent.length === 0 ? 'No license was linked: what its parents get is a free tribute.' : ''
    return { text: shown || `It stands under ${formatCount(sent.length, 'license')}.`, json: { licenses: under }, sent }
  }
}

/** A license is for a work that is no parent of the remix. */
export class NotAParentError extends BaseError {
  override readonly name = 'Remix.NotAParentError'
  constructor({ license, work }: { license: string; work: Hex }) {
    super(`The license ${shorten(license)} is for ${shorten(work)}, which is no parent of this remix.`, {
      hint: 'Name that work with --of.',
    })
  }
}
