import { resolve } from 'node:path'
import { Bundle } from '@tributary/provenance'
import { FileStore } from '@tributary/provenance/node'
import { Home, Settings, writeWhole } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Hex } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { findWork } from '../session/findWork.ts'
import { formatBytes, formatCount } from '../terminal/format.ts'

/** Adds `export`: works with all they need in one file. */
export function exportBundle(program: Command): void {
  program
    .command('export')
    .helpGroup('Check:')
    .description('write works with their whole lineage into one bundle that verifies offline, for buyers and auditors')
    .argument('[works...]', 'ids of works, or their first digits (default: all of the home)')
    .option('-o, --out <file>', 'where the bundle goes', 'works.car')
    .option('--only-heads', 'take the files of the named works along, not those of their ancestors')
    .addHelpText('after', example('tributary export 0x8f3a21 -o dune-7.car', 'Wrote dune-7.car: 1 work, 212.4 kB.'))
    .action(run<{ out: string; onlyHeads?: boolean }>(write))
}

async function write(
  context: Context,
  { out, onlyHeads }: { out: string; onlyHeads?: boolean },
  ...texts: string[]
): Promise<Answer> {
  Settings.read(context.home)
  const store = await FileStore.open(Home.at(context.home).store)
  const named = texts.flat()
  const heads: Hex[] = named.length === 0 ? await signedFirst(store) : []
  for (const text of named) heads.push((await findWork({ store }, text)).id)
  const parts: Uint8Array[] = []
  for await (const part of Bundle.write(store, heads, { files: onlyHeads ? 'heads' : 'all' })) parts.push(part)
  const bytes = Buffer.concat(parts)
  const file = resolve(out)
  writeWhole(file, bytes)
  const text = `${context.paint.good('Wrote')} ${file}: ${formatCount(heads.length, 'work')}, ${formatBytes(bytes.length)}.`
  return { json: { file, works: heads, size: bytes.length }, text }
}

/** All works; a bundle is judged by its first one, so those whose file carries a credential lead. */
async function signedFirst(store: FileStore): Promise<Hex[]> {
  const works = await store.works()
  const entries = await Promise.all(works.map((id) => store.entry(id)))
  const isSigned = (_: Hex, index: number): boolean =>
    entries[index]?.files.some(({ role }) => role === 'signed') ?? false
  return [...works.filter(isSigned), ...works.filter((id, index) => !isSigned(id, index))]
}
