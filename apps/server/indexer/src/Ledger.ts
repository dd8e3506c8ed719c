import { ponder } from 'ponder:registry'
import { movement } from 'ponder:schema'
import { addClaim, addCollected, addLift, addPaid } from './balances.ts'
import { note } from './note.ts'
import { sourceOf } from './source.ts'

ponder.on('Ledger:Paid', async ({ event, context: { db } }) => {
  const { bucket, token, payer: account, amount } = event.args
  const place = await note(db, event)
  const source = await sourceOf(db, bucket)
  await db.insert(movement).values({ type: 'paid', bucket, ...source, token, amount, account, ...place })
  await addPaid(db, { bucket, token, amount, ...source, time: place.time })
})

ponder.on('Ledger:Distributed', async ({ event, context: { db } }) => {
  const { from: bucket, to: toWork, token, amount } = event.args
  const flow = Number(event.args.flow)
  const place = await note(db, event)
  const source = await sourceOf(db, bucket)
  await db.insert(movement).values({ type: 'distributed', bucket, ...source, token, amount, toWork, flow, ...place })
  await addLift(db, { bucket, token, amount, ...source, toWork, flow, time: place.time })
})

ponder.on('Ledger:Claimed', async ({ event, context: { db } }) => {
  const { bucket, token, account, prefix, to: recipient, amount } = event.args
  const flow = Number(event.args.flow)
  const place = await note(db, event)
  const source = await sourceOf(db, bucket)
  const claim = { bucket, ...source, token, amount, recipient, flow, prefix }
  await db.insert(movement).values({ type: 'claimed', account, ...claim, ...place })
  await addClaim(db, claim)
})

ponder.on('Ledger:Collected', async ({ event, context: { db } }) => {
  const { bucket, token, holder: account, to: recipient, amount } = event.args
  const place = await note(db, event)
  const source = await sourceOf(db, bucket)
  const collected = { bucket, ...source, token, amount, recipient }
  await db.insert(movement).values({ type: 'collected', account, ...collected, ...place })
  await addCollected(db, collected)
})
