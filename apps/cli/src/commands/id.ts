import { Replay } from '@tributary/protocol'
import type { Command } from 'commander'
import { addReplay } from '../replay/addReplay.ts'

/** Adds `id`: names works given as JSON. */
export function id(program: Command): void {
  addReplay(program, {
    name: 'id',
    description: 'compute the ids and buckets of works given as JSON on standard input',
    example: [
      `echo '{"creator":"1","home":"2","record":"0x${'11'.repeat(32)}"}' | tributary id`,
      '{ "id": "0x…", "buckets": { "sales": "0x…", "resale": "0x…" } }',
    ],
    play: Replay.id,
  })
}
