import { resolve } from 'node:path'
import type { Command } from 'commander'
import { backUp, restoreFiles, restoreRows } from '../../backup/backup.ts'
import { optionsOf } from '../Options.ts'
import { withDatabase } from '../withDatabase.ts'
import { addPlaces } from './places.ts'

/** Adds `backup` and `restore`: a studio as a folder, and back. */
export function backup(program: Command): void {
  addPlaces(program.command('backup').argument('<folder>', 'where the backup goes; it must not exist'), places)
    .description('write everything that cannot be made again into a folder; the studio must be stopped')
    .action(async (folder: string, _: unknown, command: Command) => {
      const options = optionsOf(command)
      const { rows } = await withDatabase(options, (pool) => backUp(options.home, pool, folder))
      process.stdout.write(`Backed up ${options.home} and ${rows} rows to ${resolve(folder)}\n`)
    })
  addPlaces(program.command('restore').argument('<folder>', 'what `backup` wrote'), places)
    .description('make a home from a backup, where none is')
    .action(async (folder: string, _: unknown, command: Command) => {
      const options = optionsOf(command)
      const { time } = restoreFiles(folder, options.home)
      await withDatabase(options, (pool) => restoreRows(folder, pool))
      process.stdout.write(`Restored the backup of ${time} to ${options.home}\n`)
    })
}

const places = ['home', 'databaseUrl'] as const
