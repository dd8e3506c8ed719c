import { existsSync, readFileSync } from 'node:fs'
import type { Journal } from '@tributary/sdk'
import { Home } from '@tributary/sdk/node'

/** Something that was begun and not ended, and how to go on. */
export type Unfinished = { readonly what: string; readonly hint: string }

/** What the journal began and did not end. Reads only: whoever writes to the home at the moment is not disturbed. */
export async function unfinishedIn(home: string): Promise<Unfinished[]> {
  const { journal } = Home.at(home)
  if (!existsSync(journal)) return []
  const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1)
  const steps = lines
    .map((line) => (JSON.parse(line) as Journal.Entry).kind)
    .filter((kind) => kind.startsWith('publish.'))
  const count = worksLeft(steps)
  if (count === 0) return []
  return [
    {
      what: `${count} ${count === 1 ? 'work was' : 'works were'} begun and not published`,
      hint: 'Run the same publish command again: it goes on where it was.',
    },
  ]
}

/** A work begins with its time, gets its id once, and is done with its credential, which a new key may sign again. */
function worksLeft(steps: readonly string[]): number {
  const times = (kind: string): number => steps.filter((step) => step === kind).length
  const withoutId = times('publish.time') - times('publish.work')
  const isCut = steps.length > 0 && steps.at(-1) !== 'publish.credential'
  return Math.max(withoutId, isCut ? 1 : 0)
}
