import { resolve } from 'node:path'
import { Home, Keystore, Settings } from '@tributary/sdk/node'
import type { Command } from 'commander'
import { example } from '../../frame/help.ts'
import { run } from '../../frame/run.ts'
import { askPassphrase } from '../../input/askPassphrase.ts'

/** Adds `key restore`: a home's keys from a backup. */
export function restore(group: Command): void {
  group
    .command('restore')
    .description('make the keys of a home without keys from a backup')
    .argument('<file>', 'a file that `key backup` wrote')
    .addHelpText(
      'after',
      example('tributary key restore keys.backup --home ./new', 'Asks for the passphrase of the backup.'),
    )
    .action(
      run(async (context, _options, file = '') => {
        using home = Home.open(context.home)
        const backupPassphrase = await askPassphrase('Passphrase of the backup:', 'TRIBUTARY_BACKUP_PASSPHRASE')
        const passphrase = process.env.TRIBUTARY_PASSPHRASE || undefined
        const keys = Keystore.restore({ path: home.keys, passphrase, backup: resolve(file), backupPassphrase })
        if (!Settings.exists(context.home)) Settings.write(context.home, { version: 1 })
        const roles = keys.roles()
        return {
          json: { home: context.home, roles },
          text: `${context.paint.good('Restored')} ${roles.length} keys: ${roles.join(', ')}.`,
        }
      }),
    )
}
