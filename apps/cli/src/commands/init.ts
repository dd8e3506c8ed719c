import { mkdirSync } from 'node:fs'
import { Home, Keystore, Settings } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Address } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { askNewPassphrase } from '../input/askPassphrase.ts'
import { integerBetween, parseAddress } from '../input/parse.ts'
import { fields } from '../terminal/table.ts'

/** The roles every home starts with; further ones appear when `--as` names them. */
const roles = ['creator', 'model']

type Options = { encrypt?: boolean; port?: number; token?: Address; studio?: string }

/** Adds `init`: makes a home with keys, store, journal and settings. */
export function init(program: Command): void {
  program
    .command('init')
    .helpGroup('Set up:')
    .description('make a home: keys of your own, a store, a journal and settings')
    .option(
      '--token <address>',
      'the token in which amounts are meant (default: the test dollar on development chains)',
      parseAddress,
    )
    .option('--port <number>', 'the port of the embedded chain (default: any free one)', integerBetween(1, 65_535))
    .option('--studio <name>', 'name of the studio, as content credentials show it')
    .option('--encrypt', 'protect the keys with a passphrase (asked, or $TRIBUTARY_PASSPHRASE)')
    .addHelpText(
      'after',
      example('tributary init', 'Makes ./.tributary with random keys; the embedded chain needs no more.'),
    )
    .action(run<Options>((context, options) => makeHome(context, options)))
}

async function makeHome(context: Context, { encrypt = false, port, token, studio }: Options): Promise<Answer> {
  const isNew = !Settings.exists(context.home)
  const passphrase =
    isNew && encrypt ? await askNewPassphrase('TRIBUTARY_PASSPHRASE') : process.env.TRIBUTARY_PASSPHRASE
  using home = Home.open(context.home)
  mkdirSync(home.store, { recursive: true })
  const keys = Keystore.open({ path: home.keys, passphrase: passphrase === '' ? undefined : passphrase })
  for (const role of roles) keys.ensure(role)
  const { seen, ...settings }: Settings.Settings = isNew ? { version: 1 } : Settings.read(context.home)
  // Another chain on purpose is no chain that was reset.
  const isElsewhere = context.rpc !== undefined && context.rpc !== settings.rpc
  Settings.write(context.home, {
    ...settings,
    ...(seen === undefined || isElsewhere ? undefined : { seen }),
    ...(context.rpc === undefined ? undefined : { rpc: context.rpc }),
    ...(port === undefined ? undefined : { port }),
    ...(token === undefined ? undefined : { token }),
    ...(studio === undefined ? undefined : { studio }),
  })
  return describe(context, isNew, keys)
}

function describe(context: Context, isNew: boolean, keys: Keystore.Keystore): Answer {
  const { rpc } = Settings.read(context.home)
  const accounts = { creator: keys.account('creator').address, model: keys.account('model').address }
  const json = { home: context.home, created: isNew, encrypted: keys.encrypted, chain: rpc ?? 'embedded', accounts }
  const { paint } = context
  const text = [
    isNew ? paint.good('Your home is ready.') : 'This home was here already; nothing in it was replaced.',
    fields(
      [
        ['home', context.home],
        ['keys', keys.encrypted ? 'protected by your passphrase' : 'readable by you only (0600), without passphrase'],
        ['chain', rpc ?? 'embedded (play money, on this machine)'],
        ['creator', accounts.creator],
        ['model key', accounts.model],
      ],
      paint.dim,
    ),
    '',
    `Next: ${paint.accent('tributary doctor')} checks this machine, ${paint.accent('tributary key backup')} saves the keys.`,
  ].join('\n')
  return { json, text }
}
