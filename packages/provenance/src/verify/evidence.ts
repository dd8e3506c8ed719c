import type { Pixels, Record } from '../Record.ts'
import * as Store from '../Store.ts'
import type { Ports } from '../verify.ts'
import { type Finding, finding } from './Findings.ts'
import { firstLine } from './subject.ts'

/** The text of the license that the record names, when the store holds it. */
export async function license(record: Record, ports: Ports): Promise<{ text?: string; finding: Finding }> {
  const named = record.tributary.license
  if (named === undefined) return { finding: finding('note', 'license', null, 'the record names none') }
  if (named.cid === undefined || ports.store === undefined)
    return { finding: finding('note', 'license', null, `its text ${named.sha256} is not here`) }
  try {
    const bytes = await Store.file(ports.store, { cid: named.cid, sha256: named.sha256 })
    return {
      text: new TextDecoder().decode(bytes),
      finding: finding('note', 'license', true, named.name ?? named.sha256),
    }
  } catch (error) {
    return { finding: finding('note', 'license', null, firstLine(error)) }
  }
}

/** Whether the recipe makes the recorded picture again. */
export async function rerun(record: Record, ports: Ports): Promise<Finding> {
  const { recipe, content } = record.tributary
  if (recipe === undefined || content.pixels === undefined)
    return finding('note', 'rerun', null, 'there is no recipe to repeat')
  if (ports.render === undefined) return finding('note', 'rerun', null, 'no engine was given')
  try {
    const made = await ports.render(recipe)
    if (made === undefined)
      return finding('note', 'rerun', null, `this machine cannot run ${recipe.runtime} with that model`)
    return compare(made, content.pixels)
  } catch (error) {
    return finding('note', 'rerun', null, `the engine failed: ${firstLine(error)}`)
  }
}

function compare(made: Pixels, recorded: Pixels): Finding {
  const same = made.sha256 === recorded.sha256
  return finding(
    'note',
    'rerun',
    same,
    same ? 'the recipe gives the same picture, bit for bit' : `the recipe gives ${made.sha256}`,
  )
}
