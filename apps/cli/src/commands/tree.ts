import { Replay } from '@tributary/protocol'
import type { Command } from 'commander'
import { addReplay } from '../replay/addReplay.ts'

/** Adds `tree`: builds contribution trees and checks proofs given as JSON. */
export function tree(program: Command): void {
  addReplay(program, {
    name: 'tree',
    description: 'build contribution trees, or check proofs, given as JSON on standard input',
    example: [
      `echo '{"leaves":[{"kind":"account","to":"0x70997970C51812dc3A010C7d01b50e0d17dc79C8","weight":"3"}],"prove":[0]}' | tributary tree`,
      '{ "root": "0x…", "total": "3", "size": 1, "proofs": [ … ] }',
    ],
    play: Replay.tree,
  })
}
