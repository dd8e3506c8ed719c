import { resolve } from 'node:path'
import type { Command } from 'commander'
import { example } from '../../frame/help.ts'
import { run } from '../../frame/run.ts'
import { openKeys } from '../../home/openKeys.ts'
import { askNewPassphrase } from '../../input/askPassphrase.ts'

/** Adds `key backup`: all keys in one encrypted file. */
export function backup(group: Command): void {
  group
    .command('backup')
    .description('write all keys into one file, encrypted with a passphrase of its own')
    .argument('<file>', 'where to; never overwritten')
    .addHelpText(
      'after',
      example(
        'tributary key backup keys.backup',
        'Asks for a passphrase ($TRIBUTARY_BACKUP_PASSPHRASE) and writes keys.backup.',
      ),
    )
    .action(
      run(async (context, _options, file = '') => {
        const keys = await openKeys(context.home)
        const path = resolve(file)
        keys.backup(path, await askNewPassphrase('TRIBUTARY_BACKUP_PASSPHRASE'))
        const roles = keys.roles()
        const text = `${context.paint.good('Backed up')} ${roles.length} keys to ${path}.\nKeep file and passphrase apart; without either, the keys are lost with this machine.`
        return { json: { file: path, roles }, text }
      }),
    )
}
