import { RefusedError } from '../api/problems.ts'

/** Streams at a time: in all, and of one person. */
const most = { all: 2_000, each: 24 }

/** Who follows how many jobs. */
export class Followers {
  #all = 0
  readonly #each = new Map<string, number>()

  /** Takes a place, or refuses politely; returns how to leave it. */
  enter(who: string): () => void {
    const theirs = this.#each.get(who) ?? 0
    if (this.#all >= most.all || theirs >= most.each) throw tooManyStreams(theirs)
    this.#all += 1
    this.#each.set(who, theirs + 1)
    return () => {
      this.#all -= 1
      const left = (this.#each.get(who) ?? 1) - 1
      if (left === 0) this.#each.delete(who)
      else this.#each.set(who, left)
    }
  }
}

function tooManyStreams(theirs: number): RefusedError {
  return new RefusedError({
    status: 503,
    title: 'Too many open streams',
    detail: `You follow ${theirs} jobs; the most is ${most.each}, and ${most.all} for everybody together.`,
    hint: 'Close a page, or ask for the job with GET.',
    headers: { 'retry-after': '10' },
    retry: true,
  })
}
