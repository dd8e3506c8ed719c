import { ponder } from 'ponder:registry'
import { noteBlock } from './note.ts'

/** Blocks in which nothing was said are noted as well, so that a chain that was rewritten is noticed by any of them. */
ponder.on('Blocks:block', ({ event, context: { db } }) => noteBlock(db, event))
