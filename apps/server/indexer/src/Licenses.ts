import { ponder } from 'ponder:registry'
import { cancellation, license, licenseEvent, offer, signer, work } from 'ponder:schema'
import { type Hex, numberToHex, zeroAddress } from 'viem'
import { note } from './note.ts'

ponder.on('Licenses:Offered', async ({ event, context: { db } }) => {
  const { offer: id, holder, terms } = event.args
  const place = await note(db, event)
  await db.insert(offer).values({ ...terms, id, holder, ...numbers(terms), sold: 0, listed: false, ...place })
})

/** The fields of an offer that Solidity counts in 64 bits or fewer and viem reads as numbers. */
function numbers({ supply, uses, maxAge }: { supply: number; uses: number; maxAge: number }) {
  return { supply: BigInt(supply), uses: BigInt(uses), maxAge: BigInt(maxAge) }
}

ponder.on('Licenses:Listed', async ({ event, context: { db } }) => {
  await note(db, event)
  await db.update(offer, { id: event.args.offer }).set({ listed: true })
})

ponder.on('Licenses:Cancelled', async ({ event, context: { db } }) => {
  const { block: _, ...place } = await note(db, event)
  await db
    .insert(cancellation)
    .values({ ...event.args, ...place })
    .onConflictDoNothing()
})

ponder.on('Licenses:AllCancelled', async ({ event, context: { db } }) => {
  const { signer: address, counter } = event.args
  await note(db, event)
  await db.insert(signer).values({ address, counter }).onConflictDoUpdate({ counter })
})

ponder.on('Licenses:Bought', async ({ event, context: { db } }) => {
  const { offer: offerId, buyer, payer, price, expiry } = event.args
  const id = idOf(event.args.license)
  const place = await note(db, event)
  const sold = await db.update(offer, { id: offerId }).set((row) => ({ sold: row.sold + 1 }))
  const { work: licensed, token } = sold
  const unused = { used: 0n, links: 0, declared: 0n, declaredPaid: 0n }
  const parties = { owner: buyer, buyer, payer }
  await db
    .insert(license)
    .values({ id, offer: offerId, work: licensed, ...parties, token, price, expiry, ...unused, ...place })
  await db
    .insert(licenseEvent)
    .values({ license: id, type: 'bought', account: payer, amount: price, value: expiry, ...place })
  if (await db.find(work, { id: licensed })) {
    await db.update(work, { id: licensed }).set((row) => ({ licenses: row.licenses + 1 }))
  }
})

ponder.on('Licenses:Renewed', async ({ event, context: { db } }) => {
  const { payer: account, price: amount, expiry } = event.args
  const id = idOf(event.args.license)
  const place = await note(db, event)
  await db.update(license, { id }).set({ expiry })
  await db.insert(licenseEvent).values({ license: id, type: 'renewed', account, amount, value: expiry, ...place })
})

/** Renewing says this as well, and more; only an end is new. */
ponder.on('Licenses:SubscriptionUpdate', async ({ event, context: { db } }) => {
  if (event.args.expiration !== 0n) return
  const id = idOf(event.args.tokenId)
  const place = await note(db, event)
  await db.update(license, { id }).set({ expiry: 0n })
  await db.insert(licenseEvent).values({ license: id, type: 'ended', ...place })
})

/** The first transfer is the sale, which `Bought` tells. */
ponder.on('Licenses:Transfer', async ({ event, context: { db } }) => {
  const { from, to: owner } = event.args
  if (from === zeroAddress) return
  const id = idOf(event.args.id)
  const place = await note(db, event)
  await db.update(license, { id }).set({ owner })
  await db.insert(licenseEvent).values({ license: id, type: 'transferred', account: owner, ...place })
})

ponder.on('Licenses:Used', async ({ event, context: { db } }) => {
  const id = idOf(event.args.license)
  const place = await note(db, event)
  await db.update(license, { id }).set({ used: event.args.used })
  await db.insert(licenseEvent).values({ license: id, type: 'used', value: event.args.used, ...place })
})

ponder.on('Licenses:Declared', async ({ event, context: { db } }) => {
  const { total, due } = event.args
  const id = idOf(event.args.license)
  const place = await note(db, event)
  await db.update(license, { id }).set((row) => ({ declared: total, declaredPaid: row.declaredPaid + due }))
  await db.insert(licenseEvent).values({ license: id, type: 'declared', amount: due, value: total, ...place })
})

ponder.on('Licenses:Linked', async ({ event, context: { db } }) => {
  const id = idOf(event.args.license)
  const place = await note(db, event)
  await db.update(license, { id }).set((row) => ({ links: row.links + 1 }))
  await db.insert(licenseEvent).values({ license: id, type: 'linked', derivative: event.args.derivative, ...place })
})

/** A token id as 32 bytes. */
function idOf(license: bigint): Hex {
  return numberToHex(license, { size: 32 })
}
