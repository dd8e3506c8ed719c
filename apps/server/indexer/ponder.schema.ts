/**
 * The tables of the event index. Everybody reads them with plain SQL through the views schema `event_index`, where
 * names are in snake case (`revenueDay.paidIn` is `revenue_day.paid_in`).
 *
 * - Nothing but chain data enters: a rebuilt index is equal row for row.
 * - Ids, addresses and hashes are lower-case hexadecimal text; an account is its 32 bytes, `chainId << 160 | address`.
 * - Amounts are `numeric(78)` in token-wei; times are seconds since 1970; shares are parts per million.
 * - `position` says where in the chain something was said: `block << 20 | log index`. It orders everything, no two
 *   rows of a table share one, and it serves as the cursor of every list by newest.
 *
 * Longer than other files, since Ponder wants all tables in one module.
 */
import { index, onchainTable, primaryKey } from 'ponder'

/** Every block in which the contracts said something, and others: by hashes a rewritten chain is noticed. */
export const block = onchainTable('block', (t) => ({
  number: t.int8({ mode: 'bigint' }).primaryKey(),
  hash: t.hex().notNull(),
  time: t.int8({ mode: 'bigint' }).notNull(),
}))

/** Every work that was published or minted. */
export const work = onchainTable(
  'work',
  (t) => ({
    id: t.hex().primaryKey(),
    /** The creator's address, whatever its chain. */
    creator: t.hex().notNull(),
    creatorAccount: t.hex().notNull(),
    home: t.hex().notNull(),
    record: t.hex().notNull(),
    /** The model whose key signs it; null without one. */
    origin: t.hex(),
    arbiter: t.hex().notNull(),
    resale: t.integer().notNull(),
    /** Who holds it here: the token's owner, its creator before it is minted; null where its home is not this chain. */
    holder: t.hex(),
    minted: t.boolean().notNull(),
    /** How often it changed hands. */
    epoch: t.int8({ mode: 'bigint' }).notNull(),
    /** How many licenses were sold. */
    licenses: t.integer().notNull(),
    position: t.int8({ mode: 'bigint' }).notNull(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    byPosition: index().on(table.position),
    byCreator: index().on(table.creator, table.position),
    byHolder: index().on(table.holder, table.position),
    byOrigin: index().on(table.origin, table.position),
    byLicenses: index().on(table.licenses, table.position),
    byRecord: index().on(table.record),
  }),
)

/** What a published work owes of every payment. `to` is a work, an account's 32 bytes, or the root of a tree. */
export const flow = onchainTable(
  'flow',
  (t) => ({
    work: t.hex().notNull(),
    index: t.integer().notNull(),
    kind: t.text({ enum: ['work', 'account', 'tree'] }).notNull(),
    share: t.integer().notNull(),
    to: t.hex().notNull(),
    /** Where the work was published: children of a parent are listed by newest. */
    position: t.int8({ mode: 'bigint' }).notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.work, table.index] }), byTo: index().on(table.to, table.position) }),
)

/** Every change of a work's owner, in the order of epochs; `from` is null when it was minted, at epoch 0. */
export const workTransfer = onchainTable(
  'work_transfer',
  (t) => ({
    work: t.hex().notNull(),
    epoch: t.int8({ mode: 'bigint' }).notNull(),
    from: t.hex(),
    to: t.hex().notNull(),
    position: t.int8({ mode: 'bigint' }).notNull(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.work, table.epoch] }),
    byPosition: index().on(table.position),
    byFrom: index().on(table.from, table.position),
    byTo: index().on(table.to, table.position),
  }),
)

/** Roots and since when the chain knows them. */
export const anchor = onchainTable('anchor', (t) => ({
  root: t.hex().primaryKey(),
  position: t.int8({ mode: 'bigint' }).notNull(),
  block: t.int8({ mode: 'bigint' }).notNull(),
  time: t.int8({ mode: 'bigint' }).notNull(),
  transaction: t.hex().notNull(),
}))

/** Keys that sign a model's outputs. `revoked` is the first second without authority, whatever ended it; else null. */
export const modelKey = onchainTable(
  'model_key',
  (t) => ({
    model: t.hex().notNull(),
    key: t.hex().notNull(),
    from: t.bigint().notNull(),
    until: t.bigint().notNull(),
    revoked: t.int8({ mode: 'bigint' }),
    position: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.model, table.key] }), byKey: index().on(table.key) }),
)

/** Every offer the chain has seen, by its first sale or by being listed, with all its terms. */
export const offer = onchainTable(
  'offer',
  (t) => ({
    id: t.hex().primaryKey(),
    work: t.hex().notNull(),
    holder: t.hex().notNull(),
    epoch: t.bigint().notNull(),
    counter: t.bigint().notNull(),
    token: t.hex().notNull(),
    price: t.bigint().notNull(),
    /** Zero address: anybody. */
    buyer: t.hex().notNull(),
    supply: t.bigint().notNull(),
    duration: t.bigint().notNull(),
    uses: t.bigint().notNull(),
    /** Bits: 1 display, 2 commercial, 4 derivative, 8 training, 16 resale. */
    rights: t.integer().notNull(),
    exclusive: t.integer().notNull(),
    derivativeShare: t.integer().notNull(),
    revenueShare: t.integer().notNull(),
    revenueCap: t.bigint().notNull(),
    reportingPeriod: t.bigint().notNull(),
    channel: t.hex().notNull(),
    text: t.hex().notNull(),
    gateway: t.hex().notNull(),
    feed: t.hex().notNull(),
    minPrice: t.bigint().notNull(),
    maxPrice: t.bigint().notNull(),
    maxAge: t.bigint().notNull(),
    validUntil: t.bigint().notNull(),
    salt: t.bigint().notNull(),
    sold: t.integer().notNull(),
    listed: t.boolean().notNull(),
    position: t.int8({ mode: 'bigint' }).notNull(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    byWork: index().on(table.work, table.position),
    byHolder: index().on(table.holder, table.position),
    byTokenPrice: index().on(table.token, table.price),
  }),
)

/** Offers that a signer withdrew one by one, whether the chain knows the offer or not. */
export const cancellation = onchainTable(
  'cancellation',
  (t) => ({
    signer: t.hex().notNull(),
    offer: t.hex().notNull(),
    position: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.signer, table.offer] }), byOffer: index().on(table.offer) }),
)

/** Signers that withdrew everything: offers with a lower counter are outdated. Who is not here counts 0. */
export const signer = onchainTable('signer', (t) => ({
  address: t.hex().primaryKey(),
  counter: t.bigint().notNull(),
}))

/** Every license that was sold. Its id is the token id as 32 bytes. */
export const license = onchainTable(
  'license',
  (t) => ({
    id: t.hex().primaryKey(),
    offer: t.hex().notNull(),
    work: t.hex().notNull(),
    owner: t.hex().notNull(),
    buyer: t.hex().notNull(),
    payer: t.hex().notNull(),
    token: t.hex().notNull(),
    /** What was paid for it at first. */
    price: t.bigint().notNull(),
    /** The second at which it ends; 2^48 - 1 if never, 0 if its owner gave it up. */
    expiry: t.bigint().notNull(),
    /** Uses by voucher. */
    used: t.bigint().notNull(),
    /** Uses by derivatives that rely on it. */
    links: t.integer().notNull(),
    /** Revenue declared under it, and what was paid of that. */
    declared: t.bigint().notNull(),
    declaredPaid: t.bigint().notNull(),
    position: t.int8({ mode: 'bigint' }).notNull(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    byWork: index().on(table.work, table.position),
    byOwner: index().on(table.owner, table.position),
    byOffer: index().on(table.offer, table.position),
    byPosition: index().on(table.position),
  }),
)

/**
 * What happened to a license, in order.
 *
 * - `bought`: account = payer, amount = price, value = expiry · `renewed`: account = payer, amount = price, value = expiry
 * - `transferred`: account = new owner · `used`: value = uses since the start · `ended`: its owner gave it up
 * - `declared`: amount = what was due, value = revenue since the start · `linked`: derivative = the work that relies on it
 */
export const licenseEvent = onchainTable(
  'license_event',
  (t) => ({
    position: t.int8({ mode: 'bigint' }).primaryKey(),
    license: t.hex().notNull(),
    type: t.text({ enum: ['bought', 'renewed', 'transferred', 'used', 'ended', 'declared', 'linked'] }).notNull(),
    account: t.hex(),
    amount: t.bigint(),
    value: t.bigint(),
    derivative: t.hex(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ byLicense: index().on(table.license, table.position), byDerivative: index().on(table.derivative) }),
)

/**
 * Which work's money a bucket holds. A bucket of which the chain said nothing else is read as the sales bucket of the
 * work of that id, and corrected when a work is published, or its royalties swept, whose resale bucket it is.
 */
export const source = onchainTable(
  'source',
  (t) => ({
    bucket: t.hex().primaryKey(),
    work: t.hex().notNull(),
    kind: t.text({ enum: ['sales', 'resale'] }).notNull(),
  }),
  (table) => ({ byWork: index().on(table.work) }),
)

/**
 * Every movement of money through the ledger, as the ledger said it.
 *
 * - `paid`: `account` paid into the bucket.
 * - `distributed`: from the bucket, for `flow`, to the sales bucket of `toWork`.
 * - `claimed`: the bucket paid `account` for `flow` (and `prefix`, a leaf's place); the money went to `recipient`.
 * - `collected`: the bucket paid its residual to the holder `account`; the money went to `recipient`.
 */
export const movement = onchainTable(
  'movement',
  (t) => ({
    position: t.int8({ mode: 'bigint' }).primaryKey(),
    type: t.text({ enum: ['paid', 'distributed', 'claimed', 'collected'] }).notNull(),
    bucket: t.hex().notNull(),
    work: t.hex().notNull(),
    kind: t.text({ enum: ['sales', 'resale'] }).notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    account: t.hex(),
    recipient: t.hex(),
    toWork: t.hex(),
    flow: t.integer(),
    prefix: t.bigint(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    byWork: index().on(table.work, table.position),
    byToWork: index().on(table.toWork, table.position),
    byAccount: index().on(table.account, table.position),
    byRecipient: index().on(table.recipient, table.position),
    byTransaction: index().on(table.transaction),
  }),
)

/**
 * What a bucket earned of a token, and what became of it. `gross - collected - claimed - lifted` lies in it still.
 * `gross = paidIn + liftedIn`.
 */
export const bucket = onchainTable(
  'bucket',
  (t) => ({
    bucket: t.hex().notNull(),
    token: t.hex().notNull(),
    work: t.hex().notNull(),
    kind: t.text({ enum: ['sales', 'resale'] }).notNull(),
    /** Everything that ever arrived. */
    gross: t.bigint().notNull(),
    /** Payments from outside. */
    paidIn: t.bigint().notNull(),
    /** Lifted from the works that descend from this one. */
    liftedIn: t.bigint().notNull(),
    /** Paid of the residual. */
    collected: t.bigint().notNull(),
    /** Paid to the accounts of flows and leaves. */
    claimed: t.bigint().notNull(),
    /** Lifted to the works it descends from. */
    lifted: t.bigint().notNull(),
    payments: t.integer().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.bucket, table.token] }),
    byWork: index().on(table.work),
    byKindTokenGrossWork: index().on(table.kind, table.token, table.gross, table.work),
  }),
)

/** What was paid or lifted of a flow, of a tree all leaves together. */
export const flowPaid = onchainTable(
  'flow_paid',
  (t) => ({
    bucket: t.hex().notNull(),
    token: t.hex().notNull(),
    flow: t.integer().notNull(),
    amount: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.bucket, table.token, table.flow] }) }),
)

/** What was claimed at a place of a flow. Accounts that a flow names themselves stand at prefix 0. */
export const leafPaid = onchainTable(
  'leaf_paid',
  (t) => ({
    bucket: t.hex().notNull(),
    token: t.hex().notNull(),
    flow: t.integer().notNull(),
    prefix: t.bigint().notNull(),
    amount: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.bucket, table.token, table.flow, table.prefix] }) }),
)

/** What was lifted from a bucket to another work's sales bucket, over all flows and leaves. */
export const lift = onchainTable(
  'lift',
  (t) => ({
    bucket: t.hex().notNull(),
    token: t.hex().notNull(),
    flow: t.integer().notNull(),
    toWork: t.hex().notNull(),
    amount: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.bucket, table.token, table.flow, table.toWork] }),
    byToWork: index().on(table.toWork),
  }),
)

/** What the ledger sent to an address. */
export const payout = onchainTable(
  'payout',
  (t) => ({ recipient: t.hex().notNull(), token: t.hex().notNull(), amount: t.bigint().notNull() }),
  (table) => ({ key: primaryKey({ columns: [table.recipient, table.token] }) }),
)

/** What arrived in a bucket on one day (UTC); `day` is its first second. */
export const revenueDay = onchainTable(
  'revenue_day',
  (t) => ({
    bucket: t.hex().notNull(),
    token: t.hex().notNull(),
    day: t.int8({ mode: 'bigint' }).notNull(),
    work: t.hex().notNull(),
    kind: t.text({ enum: ['sales', 'resale'] }).notNull(),
    paidIn: t.bigint().notNull(),
    liftedIn: t.bigint().notNull(),
    payments: t.integer().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.bucket, table.token, table.day] }),
    byWorkDay: index().on(table.work, table.day),
  }),
)

/**
 * What happened at checkouts.
 *
 * - `settled`: `license` was sold to `payer` for the authorization `nonce` · `refunded`: `amount` went back to `payer`
 * - `noted`: `amount` of `token` may be swept from `sweepAt` on · `swept`: `amount` of `token` went to the work
 */
export const checkoutEvent = onchainTable(
  'checkout_event',
  (t) => ({
    position: t.int8({ mode: 'bigint' }).primaryKey(),
    type: t.text({ enum: ['settled', 'refunded', 'noted', 'swept'] }).notNull(),
    checkout: t.hex().notNull(),
    payer: t.hex(),
    nonce: t.hex(),
    license: t.hex(),
    token: t.hex(),
    amount: t.bigint(),
    sweepAt: t.bigint(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    byCheckout: index().on(table.checkout, table.position),
    byPayerNonce: index().on(table.payer, table.nonce),
    byLicense: index().on(table.license),
  }),
)

/** Resale royalties that reached the ledger; each is a movement of type `paid` as well. */
export const royalty = onchainTable(
  'royalty',
  (t) => ({
    position: t.int8({ mode: 'bigint' }).primaryKey(),
    work: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    block: t.int8({ mode: 'bigint' }).notNull(),
    time: t.int8({ mode: 'bigint' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ byWork: index().on(table.work, table.position) }),
)
