import { wordOf } from '../reference/account.ts'
import { splitOf } from '../reference/split.ts'
import { idOf, type Work } from '../reference/work.ts'
import { Random } from './Random.ts'
import { drawLineage, HERE, KEYS, workOf } from './Scenario.ts'

const KEY_ACCOUNTS = KEYS.map((key) => BigInt(key))

export function cases(): Record<string, unknown[]> {
  const drawn = Array.from({ length: 30 }, (_, i) => {
    const random = new Random(`split ${i}`)
    const { works, trees } = drawLineage(random, KEY_ACCOUNTS)
    return {
      name: `drawn ${i}`,
      works,
      trees,
      start: works.length - 1,
      bucket: random.below(2),
      amount: random.magnitude(100),
    }
  })
  const chain = { name: 'sixteen works in a row', works: row(16), trees: [], start: 15, bucket: 0, amount: 10_000_000n }
  const diamond = {
    name: 'two ways to one parent',
    works: twoWays(),
    trees: [],
    start: 3,
    bucket: 0,
    amount: 10_000_001n,
  }
  return {
    splits: [chain, diamond, ...drawn].map((given) => {
      const { works, trees, start, bucket, amount } = given
      return { ...given, chainId: HERE, ...splitOf(HERE, works, trees, works[start]!, bucket, amount) }
    }),
  }
}

function row(length: number): Work[] {
  const works = [workOf({})]
  for (let i = 1; i < length; i++) {
    const flows = [{ kind: 0, share: 100_000, to: idOf(works[i - 1]!) }]
    works.push(workOf({ creator: KEY_ACCOUNTS[i % 5]!, flows }))
  }
  return works
}

/** The parent's gross is the sum of both ways, floored once, not twice. */
function twoWays(): Work[] {
  const top = workOf({ flows: [{ kind: 1, share: 333_333, to: wordOf(KEY_ACCOUNTS[1]!) }] })
  const toTop = { kind: 0, share: 333_333, to: idOf(top) }
  const left = workOf({ creator: KEY_ACCOUNTS[2]!, flows: [toTop] })
  const right = workOf({ creator: KEY_ACCOUNTS[3]!, flows: [toTop] })
  const both = [left, right].map((work) => ({ kind: 0, share: 333_333, to: idOf(work) }))
  return [top, left, right, workOf({ creator: KEY_ACCOUNTS[4]!, flows: both })]
}
