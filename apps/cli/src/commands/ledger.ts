import { Replay } from '@tributary/protocol'
import type { Command } from 'commander'
import { addReplay } from '../replay/addReplay.ts'

/** Adds `ledger`: plays calls to a ledger given as JSON. */
export function ledger(program: Command): void {
  addReplay(program, {
    name: 'ledger',
    description: 'play payments and claims given as JSON on standard input, and say where every wei is',
    example: [
      'tributary ledger < story.json',
      '{ "calls": [ … ], "payees": [ … ], "tokens": [ … ], "conserved": true }',
    ],
    play: Replay.ledger,
  })
}
