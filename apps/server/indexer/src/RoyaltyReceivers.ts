import { ponder } from 'ponder:registry'
import { royalty } from 'ponder:schema'
import { note } from './note.ts'
import { learnResale } from './source.ts'

ponder.on('RoyaltyReceivers:Swept', async ({ event, context: { db } }) => {
  const place = await note(db, event)
  await db.insert(royalty).values({ ...event.args, ...place })
  await learnResale(db, event.args.work)
})
