import { resolve } from 'node:path'
import { loadCodecs } from '@tributary/engine/node'
import { verify } from '@tributary/provenance'
import { anchorsOf, portsFor, writeWhole } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Address } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { tokenOption } from '../frame/options.ts'
import { type Answer, run } from '../frame/run.ts'
import { gather } from '../report/gather.ts'
import { renderPage } from '../report/page.ts'
import { openSession } from '../session/Session.ts'
import { tokenFor } from '../session/Token.ts'
import { formatCount } from '../terminal/format.ts'

type Options = { out: string; title?: string; token?: Address }

/** Adds `report`: one page with the works, where each cent went and every check, to look at and to hand on. */
export function report(program: Command): void {
  program
    .command('report')
    .helpGroup('Check:')
    .description('write one page with the works, where each cent went and every signature checked')
    .option('-o, --out <file>', 'where it goes', 'report.html')
    .option('--title <text>', 'its title (default: the name of the studio)')
    .addOption(tokenOption())
    .addHelpText('after', example('tributary report -o june.html', 'Wrote june.html: 12 works, 34 payments.'))
    .action(run<Options>(write))
}

async function write(context: Context, options: Options): Promise<Answer> {
  await using session = await openSession(context, { writes: false })
  const token = await tokenFor(session, options.token)
  const codecs = await loadCodecs()
  const { store, client } = session
  const ports = portsFor({ codecs, anchors: anchorsOf(session.home), store, client })
  const title = options.title ?? session.settings.studio ?? 'What this studio made and paid'
  const time = Math.floor(Date.now() / 1000)
  const judge = (file: Uint8Array): ReturnType<typeof verify> => verify(file, ports)
  const page = await gather(session, { title, token, steps: [], time, codecs, judge })
  const file = resolve(options.out)
  writeWhole(file, renderPage(page))
  const counts = `${formatCount(page.works.length, 'work')}, ${formatCount(page.payments.length, 'payment')}`
  return { json: { file, ...page }, text: `${context.paint.good('Wrote')} ${file}: ${counts}.` }
}
