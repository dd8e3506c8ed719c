/**
 * What a contribution tree of any size costs.
 *
 *   node packages/protocol/src/Tree.bench.ts
 *
 * The targets at 1,048,576 leaves: built in less than 10 s, a proof in less than 1 ms, in less than 1 GB.
 */
import * as Leaf from './Leaf.ts'
import * as Tree from './Tree.ts'

for (const size of [1, 100, 10_000, 1_048_576]) {
  const leaves = Array.from({ length: size }, (_, i) => Leaf.toAccount(BigInt(i + 1), BigInt(i + 1)))
  const cpu = process.cpuUsage()
  const [tree, built] = await timed(() => Tree.from(leaves))
  const { user, system } = process.cpuUsage(cpu)
  const index = size - 1
  const rounds = 1000
  const [, proved] = await timed(() => repeat(rounds, () => Tree.proof(tree, index)))
  const claim = { root: tree.root, leaf: Tree.leaf(tree, index), proof: Tree.proof(tree, index) }
  const [, verified] = await timed(() => repeat(rounds, () => Tree.verify(claim)))
  const memory = process.resourceUsage().maxRSS / 1024
  console.log(
    [
      `${size.toLocaleString('en')} leaves`,
      `built ${built.toFixed(1)} ms (${((user + system) / 1000).toFixed(1)} ms of CPU)`,
      `proof ${(proved / rounds).toFixed(4)} ms`,
      `verified ${(verified / rounds).toFixed(3)} ms`,
      `peak memory ${memory.toFixed(0)} MB`,
    ].join(' · '),
  )
}

async function timed<result>(action: () => result | Promise<result>): Promise<[result, number]> {
  const start = performance.now()
  const result = await action()
  return [result, performance.now() - start]
}

function repeat(times: number, action: () => unknown): void {
  for (let i = 0; i < times; i++) action()
}
