import { ponder } from 'ponder:registry'
import { checkoutEvent } from 'ponder:schema'
import { numberToHex } from 'viem'
import { note } from './note.ts'

ponder.on('Checkouts:Settled', async ({ event, context: { db } }) => {
  const { checkout, payer, nonce } = event.args
  const license = numberToHex(event.args.license, { size: 32 })
  const place = await note(db, event)
  await db.insert(checkoutEvent).values({ type: 'settled', checkout, payer, nonce, license, ...place })
})

ponder.on('Checkouts:Refunded', async ({ event, context: { db } }) => {
  const { checkout, payer, nonce, amount } = event.args
  const place = await note(db, event)
  await db.insert(checkoutEvent).values({ type: 'refunded', checkout, payer, nonce, amount, ...place })
})

ponder.on('Checkouts:Noted', async ({ event, context: { db } }) => {
  const { checkout, token, amount, sweepAt } = event.args
  const place = await note(db, event)
  await db.insert(checkoutEvent).values({ type: 'noted', checkout, token, amount, sweepAt, ...place })
})

ponder.on('Checkouts:Swept', async ({ event, context: { db } }) => {
  const { checkout, token, amount } = event.args
  const place = await note(db, event)
  await db.insert(checkoutEvent).values({ type: 'swept', checkout, token, amount, ...place })
})
