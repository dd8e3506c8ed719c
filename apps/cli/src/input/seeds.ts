import { InvalidArgumentError } from 'commander'

const highest = 2 ** 32 - 1
/** More pictures in one command than anybody looks at; a loop in the shell goes further. */
const mostSeeds = 10_000

/** Reads seeds: one (`7`), a list (`1,5,9`), a range (`0-63`), or any mix of them. */
export function parseSeeds(text: string): number[] {
  const seeds: number[] = []
  for (const part of text.split(',')) {
    const [first, last] = readRange(part.trim())
    if (seeds.length + (last - first + 1) > mostSeeds) {
      throw new InvalidArgumentError(`At most ${mostSeeds} seeds are taken at once.`)
    }
    for (let seed = first; seed <= last; seed++) seeds.push(seed)
  }
  return [...new Set(seeds)]
}

function readRange(part: string): [first: number, last: number] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(part)
  const first = Number(match?.[1] ?? Number.NaN)
  const last = Number(match?.[2] ?? first)
  if (first <= last && last <= highest) return [first, last]
  throw new InvalidArgumentError(
    `"${part}" must be a seed or a range of seeds from 0 to ${highest}, such as 7 or 0-63.`,
  )
}
