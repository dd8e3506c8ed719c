import { existsSync, readFileSync } from 'node:fs'
import type { Journal } from '@tributary/sdk'
import { Home } from '@tributary/sdk/node'

/** Something that was begun and not ended, and how to go on. */
export type Unfinished = { readonly what: string; readonly hint: string }

/** The step with which the preparation of a work begins, and the one that is its last. */
const [first, last] = ['publish.time', 'publish.credential']

/** What the journal began and did not end. Reads only: whoever writes to the home at the moment is not disturbed. */
export async function unfinishedIn(home: string): Promise<Unfinished[]> {
  const { journal } = Home.at(home)
  if (!existsSync(journal)) return []
  const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1)
  const entries = lines.map((line) => JSON.parse(line) as Journal.Entry)
  const begun = entries.filter(({ kind }) => kind === first).length
  const ended = entries.filter(({ kind }) => kind === last).length
  if (begun <= ended) return []
  const count = begun - ended
  return [
    {
      what: `${count} ${count === 1 ? 'work was' : 'works were'} begun and not published`,
      hint: 'Run the same publish command again: it goes on where it was.',
    },
  ]
}
