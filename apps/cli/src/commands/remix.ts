import { basename, extname } from 'node:path'
import { draftRemix } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { publishDraft } from '../publish/publishDraft.ts'
import { readContent } from '../publish/readContent.ts'
import { addTermOptions, parseShare, type TermOptions, termsOf } from '../publish/terms.ts'
import { findWork } from '../session/findWork.ts'
import { openSession } from '../session/Session.ts'

type Options = TermOptions & { of: string[]; share?: number; out?: string }

/** Adds `remix`: publishes a file that was made from other works, which are paid of all it earns. */
export function remix(program: Command): void {
  const command = program
    .command('remix')
    .helpGroup('Make:')
    .description('publish a file that was made from other works; they are paid of all that it earns')
    .argument('<file>', 'the new file')
    .requiredOption('--of <works...>', 'the works it was made from; the first is the one that was opened and changed')
    .option('--share <percent>', 'what each of them gets (default: 10%)', parseShare)
  addTermOptions(command)
    .option('-o, --out <file>', 'where the file with its credential goes (default: beside the original)')
    .addHelpText('after', example('tributary remix evening.png --of 0x8f3a21', 'Published the remix "evening".'))
    .action(run<Options>(publishRemix))
}

async function publishRemix(context: Context, options: Options, file = ''): Promise<Answer> {
  const content = await readContent(file)
  await using session = await openSession(context, { role: options.as, writes: true })
  const parents: draftRemix.Parent[] = []
  for (const text of options.of) parents.push({ work: (await findWork(session, text)).id, share: options.share })
  const name = options.name ?? basename(file, extname(file))
  const draft = draftRemix({ ...termsOf(options), name, content, parents, store: session.store })
  const ending = extname(file)
  const signedTo = options.out ?? `${file.slice(0, file.length - ending.length)}.signed${ending}`
  return await publishDraft(context, session, { draft, options, signedTo })
}
