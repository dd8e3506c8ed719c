import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '@tributary/sdk'
import type { Hex } from 'viem'

/** The Ponder project. */
export const project: string = join(import.meta.dirname, '..')

/** The schema that everybody reads. */
export const views = 'event_index'

/** What the names of all schemas begin with that index this chain. */
export function chainPrefix(genesis: Hex): string {
  return `tributary_${genesis.slice(2, 10)}_`
}

/** Where the index of a chain is written: other contracts, tables or handlers than before begin another schema. */
export function schemaName({ genesis, deployment }: Pick<Client, 'genesis' | 'deployment'>): string {
  const hash = createHash('sha256').update(JSON.stringify(deployment))
  for (const file of sources()) hash.update(readFileSync(join(project, file)))
  return chainPrefix(genesis) + hash.digest('hex').slice(0, 8)
}

function sources(): string[] {
  const handlers = readdirSync(join(project, 'src')).filter((file) => file.endsWith('.ts'))
  return ['ponder.config.ts', 'ponder.schema.ts', ...handlers.sort().map((file) => join('src', file))]
}
