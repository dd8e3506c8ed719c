import type { Hex } from 'viem'
import * as Bundle from '../Bundle.ts'
import * as Car from '../Car.ts'
import { MemoryStore } from '../MemoryStore.ts'
import * as Store from '../Store.ts'
import type { Ports } from '../verify.ts'
import { type Finding, finding } from './Findings.ts'
import { firstLine } from './subject.ts'

/** A bundle that holds: its first work, and that work's signed file if it has one. */
export type Opened = {
  readonly head: Hex
  readonly store: Store.Store
  readonly signed?: Uint8Array
  readonly whole: Finding
}

/** Why a bundle does not hold. One that can be read, but says other things than its hashes, was edited. */
export type Refused = { readonly credential: boolean; readonly findings: readonly Finding[] }

/** Reads a bundle and checks all that is in it. */
export async function openBundle(bytes: Uint8Array, ports: Ports): Promise<Opened | Refused> {
  const store = new MemoryStore()
  try {
    // Ten times its size is more than an honest archive stands for, and soon read.
    const budget = Store.budgetOf(10 * bytes.length + 2 ** 26)
    const { heads, works } = await Bundle.read(bytes, store, ports.workId, budget)
    const head = heads[0]
    if (head === undefined) throw new Bundle.ForeignError()
    const file = (await store.entry(head))?.files.find(({ role }) => role === 'signed')
    const signed = file && (await Store.file(store, file))
    const whole = finding(
      'integrity',
      'bundle',
      true,
      `${works.length} works, every block, id, record and file checked`,
    )
    return { head, store, whole, ...(signed && { signed }) }
  } catch (error) {
    const unreadable = error instanceof Car.BrokenError
    const foreign = error instanceof Bundle.ForeignError
    return {
      credential: !unreadable && !foreign,
      findings: [finding(foreign ? 'note' : 'integrity', 'bundle', false, firstLine(error))],
    }
  }
}
