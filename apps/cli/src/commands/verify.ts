import { readFileSync, statSync } from 'node:fs'
import { loadCodecs } from '@tributary/engine/node'
import { BaseError } from '@tributary/protocol'
import { maxBytes, Verdict, verify as verifyBytes } from '@tributary/provenance'
import { FileStore } from '@tributary/provenance/node'
import { anchorsOf, Home, type Means, portsFor, Settings } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Context } from '../frame/Context.ts'
import { explain } from '../frame/Failure.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { openSession, type Session } from '../session/Session.ts'
import { formatBytes } from '../terminal/format.ts'
import type { Paint } from '../terminal/paint.ts'

type Options = { offline?: boolean; trust?: string[] }

/** Adds `verify`: says in one verdict what a file is, with the evidence. */
export function verify(program: Command): void {
  const codes = Object.entries(Verdict.exitCodes).map(([answer, code]) => `  ${String(code).padStart(3)}  ${answer}`)
  program
    .command('verify')
    .helpGroup('Check:')
    .description('say what a file is: who made it, with which model, whether it was changed; bundles (.car) too')
    .argument('<file>', 'any file')
    .option('--offline', 'ask no chain')
    .option('--trust <pem...>', "root certificates to trust besides the home's own")
    .addHelpText('after', example('tributary verify dune-7.signed.png', 'AUTHENTIC: …'))
    .addHelpText('after', `\nExit codes:\n${codes.join('\n')}\n    1  the check itself failed, 2 called wrongly`)
    .action(run<Options>(judge))
}

async function judge(context: Context, options: Options, file = ''): Promise<Answer> {
  const { size } = statSync(file)
  if (size > maxBytes) return tooLarge(context, size)
  const bytes = readFileSync(file)
  const isHome = Settings.exists(context.home)
  await using session = options.offline || !isHome ? undefined : await tryOpen(context)
  const ports = portsFor({ codecs: await loadCodecs(), ...(await meansOf(context, options)), client: session?.client })
  const verdict = await verifyBytes(bytes, ports)
  return { json: verdict, text: colored(Verdict.toText(verdict), verdict, context.paint), exitCode: verdict.exitCode }
}

/** The home's store and root certificate, where there is a home, and the certificates that were named. */
async function meansOf({ home: path }: Context, { trust }: Options): Promise<Pick<Means, 'store' | 'anchors'>> {
  const home = Settings.exists(path) ? Home.at(path) : undefined
  return { anchors: anchorsOf(home, trust), store: home && (await FileStore.open(home.store)) }
}

/** A chain that cannot be reached leaves its checks open; everything else is checked all the same. */
async function tryOpen(context: Context): Promise<Session | undefined> {
  try {
    return await openSession(context, { writes: false })
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    context.note(context.notePaint.warn(`Checked without a chain: ${explain(error).message}`))
    return undefined
  }
}

function colored(text: string, { answer }: Verdict.Verdict, paint: Paint): string {
  const [first = '', ...rest] = text.split('\n')
  const color = answer === 'authentic' ? paint.good : answer === 'edited' ? paint.bad : paint.warn
  return [color(first), ...rest].join('\n')
}

/** A file larger than any work may be is not read at all. */
function tooLarge({ paint }: Context, size: number): Answer {
  const answer = 'unreadable'
  const exitCode = Verdict.exitCodes[answer]
  const summary = `The file has ${formatBytes(size)}; the most is ${formatBytes(maxBytes)}.`
  return { json: { answer, exitCode, summary, file: { size } }, text: paint.warn(`UNREADABLE: ${summary}`), exitCode }
}
