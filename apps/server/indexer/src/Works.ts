import { type Context, ponder } from 'ponder:registry'
import { anchor, flow, modelKey, work, workTransfer } from 'ponder:schema'
import { Account, Work } from '@tributary/protocol'
import { and, eq, gt, isNull, or } from 'ponder'
import { type Address, type Hex, numberToHex, zeroAddress, zeroHash } from 'viem'
import { type Database, note, type Place } from './note.ts'
import { learnResale } from './source.ts'

ponder.on('Works:Published', async ({ event, context }) => {
  const { db } = context
  const { work: id } = event.args
  const place = await note(db, event)
  if (await db.find(work, { id })) return
  const terms = Work.fromAbi(event.args.terms)
  const mint = await db.find(workTransfer, { work: id, epoch: 0n })
  await db.insert(work).values({
    id,
    creator: Account.address(terms.creator),
    creatorAccount: Account.toBytes32(terms.creator),
    home: Account.toBytes32(terms.home),
    record: terms.record,
    origin: terms.origin === zeroHash ? null : terms.origin,
    arbiter: Account.toBytes32(terms.arbiter),
    resale: terms.resale,
    holder: mint?.to ?? creatorHere(context, terms),
    minted: mint !== null,
    epoch: 0n,
    licenses: 0,
    ...place,
  })
  await addFlows(db, id, terms, place)
  await learnResale(db, id)
})

/** Before a work is minted its creator holds it, where its home and its creator are on this chain. */
function creatorHere({ chain, contracts }: Context, { creator, home }: Work.Work): Address | null {
  const here = BigInt(chain.id)
  const isHome = home === Account.from({ chainId: here, address: contracts.Works.address })
  const isHere = [0n, here].includes(Account.chainId(creator)) && Account.address(creator) !== zeroAddress
  return isHome && isHere ? Account.address(creator) : null
}

async function addFlows(db: Database, work: Hex, { flows }: Work.Work, { position }: Place): Promise<void> {
  if (flows.length === 0) return
  await db.insert(flow).values(flows.map(({ kind, share, to }, index) => ({ work, index, kind, share, to, position })))
}

ponder.on('Works:Transfer', async ({ event, context: { db } }) => {
  const { from, to } = event.args
  const id = numberToHex(event.args.id, { size: 32 })
  const place = await note(db, event)
  const known = await db.find(work, { id })
  const isMint = from === zeroAddress
  const epoch = isMint || known === null ? 0n : known.epoch + 1n
  await db.insert(workTransfer).values({ work: id, epoch, from: isMint ? null : from, to, ...place })
  if (known !== null) await db.update(work, { id }).set({ holder: to, minted: true, epoch })
})

ponder.on('Works:Anchored', async ({ event, context: { db } }) => {
  const place = await note(db, event)
  await db.insert(anchor).values({ root: event.args.root, ...place })
})

ponder.on('Works:Authorized', async ({ event, context: { db } }) => {
  const { model, key, from, until } = event.args
  const { position, transaction } = await note(db, event)
  await db.insert(modelKey).values({ model, key, from, until, position, transaction })
})

ponder.on('Works:Revoked', async ({ event, context: { db } }) => {
  const { model, key, time } = event.args
  await note(db, event)
  await db.update(modelKey, { model, key }).set(({ revoked }) => ({ revoked: earlier(revoked, time) }))
})

ponder.on('Works:AllRevoked', async ({ event, context: { db } }) => {
  const { model, time } = event.args
  await note(db, event)
  const isLive = or(isNull(modelKey.revoked), gt(modelKey.revoked, time))
  await db.sql
    .update(modelKey)
    .set({ revoked: time })
    .where(and(eq(modelKey.model, model), isLive))
})

function earlier(revoked: bigint | null, time: bigint): bigint {
  return revoked === null || time < revoked ? time : revoked
}
