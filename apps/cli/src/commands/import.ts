import { readFileSync } from 'node:fs'
import { Work } from '@tributary/protocol'
import { Bundle } from '@tributary/provenance'
import { FileStore } from '@tributary/provenance/node'
import { Home, Settings } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { titleOf } from '../session/titleOf.ts'
import { formatCount, shorten } from '../terminal/format.ts'
import { table } from '../terminal/table.ts'

/** Adds `import`: takes works from elsewhere into the home, so that they can be paid and licensed. */
export function importBundle(program: Command): void {
  program
    .command('import')
    .helpGroup('Check:')
    .description('take the works of a bundle into this home, every hash checked, so that they can be paid and licensed')
    .argument('<bundle>', 'a .car file that `export` wrote')
    .addHelpText('after', example('tributary import dune-7.car', 'Took 3 works in.'))
    .action(run(read))
}

async function read(context: Context, _options: object, file = ''): Promise<Answer> {
  Settings.read(context.home)
  using home = Home.open(context.home)
  const store = await FileStore.open(home.store)
  const { heads, works } = await Bundle.read(readFileSync(file), store, (terms) => Work.id(Work.parse(terms)))
  const titles = await Promise.all(works.map(async (id) => ({ id, ...(await titleOf({ store }, id)) })))
  const rows = titles.map(({ kind, name, id }) => [kind, name, shorten(id)])
  const text = [
    `${context.paint.good('Took')} ${formatCount(works.length, 'work')} in; every block, id, record and file was checked.`,
    table([{ heading: 'kind' }, { heading: 'name' }, { heading: 'id' }], rows, context.paint.dim),
  ].join('\n')
  return { json: { heads, works: titles }, text }
}
