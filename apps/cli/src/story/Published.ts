import type { Work } from '@tributary/protocol'
import type { Hex } from 'viem'

/** A work of the story that the chain knows. */
export type Published = { readonly id: Hex; readonly work: Work.Work; readonly name: string }
