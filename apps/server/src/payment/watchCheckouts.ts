import { setTimeout } from 'node:timers/promises'
import { explained, RevertedError } from '@tributary/sdk'
import { type Address, getAddress, parseAbiItem } from 'viem'
import type { Services } from '../api/Services.ts'
import { answerTransfer } from './answerTransfer.ts'
import { type Door, openDoor } from './Door.ts'
import { keepSettled } from './keepSettled.ts'
import { outcomeOf } from './outcomeOf.ts'
import * as Payments from './Payments.ts'
import { transfersIn } from './Transfer.ts'

/** How often the chain is looked at, how many blocks and addresses one question covers. */
const [lookMs, blocksAtOnce, addressesAtOnce] = [3_000, 5_000n, 500]
/** A quote that nobody paid is forgotten after two days: a gateway answers within one. */
const quoteLifetime = 172_800

const transferEvent = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)')

/**
 * Looks after checkouts while the server runs: finishes what a crash cut off, and answers money that came past the door.
 * Several processes may look at the same time: each payment is answered once. Returns how to stop.
 *
 * Rule: R-25.
 */
export async function watchCheckouts(services: Services): Promise<() => Promise<void>> {
  const door = openDoor(services)
  const ending = new AbortController()
  const watching = keepLooking(door, ending.signal)
  return () => {
    ending.abort()
    return watching
  }
}

async function keepLooking(door: Door, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await lookOnce(door).catch((error: unknown) => {
      if (!signal.aborted) door.services.log.warn({ err: error }, 'checkouts cannot be looked after now')
    })
    await setTimeout(lookMs, undefined, { signal }).catch(() => {})
  }
}

/** One look: open payments first, then what the chain shows since the last. */
export async function lookOnce(door: Door): Promise<void> {
  await finishOpen(door)
  await answerNew(door)
  await forgetQuotes(door)
}

/** Payments that were written down and never finished: the chain knows what came of them. What was never sent stays. */
async function finishOpen(door: Door): Promise<void> {
  for (const payment of await Payments.open(door)) {
    await door.locks(Payments.lockOf(payment), async () => {
      const outcome = await outcomeOf(door, payment)
      if (outcome?.state === 'settled') await keepSettled(door, payment, outcome)
      if (outcome?.state === 'refunded') await Payments.refund(door, payment, outcome.transaction)
    })
  }
}

/** Transfers to checkouts in blocks that were not searched yet. */
async function answerNew(door: Door): Promise<void> {
  const { relayer } = door
  const head = await explained(relayer.public.getBlockNumber(), relayer)
  for (let from = await cursorOf(door, head); from <= head; from += blocksAtOnce) {
    const to = from + blocksAtOnce - 1n < head ? from + blocksAtOnce - 1n : head
    const checkouts = await quoted(door)
    for (let start = 0; start < checkouts.length; start += addressesAtOnce) {
      await answerIn(door, { from, to, checkouts: checkouts.slice(start, start + addressesAtOnce) })
    }
    await moveCursor(door, to)
  }
}

type Range = { readonly from: bigint; readonly to: bigint; readonly checkouts: readonly Address[] }

async function answerIn(door: Door, { from, to, checkouts }: Range): Promise<void> {
  const { relayer } = door
  const args = { to: [...checkouts] }
  const search = { event: transferEvent, args, fromBlock: from, toBlock: to, strict: true } as const
  const logs = await explained(relayer.public.getLogs(search), relayer)
  for (const { address: token, args: found, transactionHash: hash } of logs) {
    const receipt = await explained(relayer.public.getTransactionReceipt({ hash }), relayer)
    for (const transfer of transfersIn(receipt, { token, checkout: getAddress(found.to) })) {
      await door
        .locks(Payments.lockOf(transfer), () => answerTransfer(door, transfer))
        .catch((error: unknown) => {
          // What the contracts refuse they refuse tomorrow as well; others must not wait for it.
          if (!(error instanceof RevertedError)) throw error
          door.services.log.warn({ err: error, transfer: transfer.transaction }, 'a transfer cannot be answered')
        })
    }
  }
}

/** Where to go on. A chain that is new here is searched from now: nothing was quoted on it before. */
async function cursorOf({ services, relayer }: Door, head: bigint): Promise<bigint> {
  const { rows } = await services.pool.query<{ block: string }>(
    `INSERT INTO studio.checkout_cursor (genesis, block) VALUES ($1, $2)
     ON CONFLICT (genesis) DO UPDATE SET block = studio.checkout_cursor.block RETURNING block::text`,
    [relayer.genesis, `${head}`],
  )
  const kept = BigInt(rows[0]!.block)
  // A chain that lost its last blocks is searched again from its end.
  return kept > head ? head : kept + 1n
}

async function moveCursor({ services, relayer }: Door, block: bigint): Promise<void> {
  await services.pool.query('UPDATE studio.checkout_cursor SET block = $2 WHERE genesis = $1', [
    relayer.genesis,
    `${block}`,
  ])
}

async function quoted({ services }: Door): Promise<Address[]> {
  const { rows } = await services.pool.query<{ address: Address }>(
    'SELECT address FROM studio.checkout ORDER BY address',
  )
  return rows.map(({ address }) => address)
}

async function forgetQuotes({ services }: Door): Promise<void> {
  const old = services.clock() - quoteLifetime
  await services.pool.query(`DELETE FROM studio.payment WHERE state = 'authorized' AND created < $1`, [old])
  await services.pool.query(
    `DELETE FROM studio.checkout c WHERE quoted < $1
     AND NOT EXISTS (SELECT FROM studio.payment p WHERE p.checkout = c.address)`,
    [old],
  )
}
