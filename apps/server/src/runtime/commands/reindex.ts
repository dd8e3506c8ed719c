import type { Command } from 'commander'
import { dropIndex } from '../../../indexer/index.ts'
import { optionsOf } from '../Options.ts'
import { withDatabase } from '../withDatabase.ts'
import { addPlaces } from './places.ts'

/** Adds `reindex`: throws the event index away, to be built anew from the chain. */
export function reindex(program: Command): void {
  addPlaces(program.command('reindex'), ['home', 'databaseUrl'])
    .description('drop the event index, so that the next start builds it anew; the studio must be stopped')
    .action(async (_: unknown, command: Command) => {
      const dropped = await withDatabase(optionsOf(command), dropIndex)
      process.stdout.write(`Dropped ${dropped.length === 0 ? 'nothing: there was no index' : dropped.join(', ')}.\n`)
    })
}
