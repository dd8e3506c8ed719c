import type { Command } from 'commander'
import { authorize } from './key/authorize.ts'
import { backup } from './key/backup.ts'
import { list } from './key/list.ts'
import { restore } from './key/restore.ts'
import { revoke } from './key/revoke.ts'

/** Adds `key` and what can be done with keys. */
export function key(program: Command): void {
  const group = program
    .command('key')
    .helpGroup('Set up:')
    .description('list, back up and restore keys; let a key sign for a model, or stop it')
  for (const register of [list, authorize, revoke, backup, restore]) register(group)
}
