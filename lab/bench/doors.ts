/**
 * Times the doors on a chain and a database of their own: terms, purchases, deliveries and plans.
 *
 *   node lab/bench/doors.ts
 */
import { Rights } from '@tributary/protocol'
import { draftImport } from '@tributary/sdk'
import { createApp } from '../../apps/server/src/api/createApp.ts'
import { listen } from '../../apps/server/src/api/listen.ts'
import { openStudio } from '../../apps/server/test/openStudio.ts'
import { clientOf, payFor } from '../../apps/server/test/payer.ts'

const purchases = 200

await using studio = await openStudio()
const { services, dollar } = studio
const server = await listen(createApp(services), { port: 0 })
const content = { bytes: new TextEncoder().encode('The river knows\n'), mediaType: 'text/plain' }
const work = await studio.publish(draftImport({ name: 'River', content }))
const gateway = services.keys.account('gateway').address
const { id } = await studio.offer({
  work: work.id,
  price: 1_000n,
  rights: Rights.from(['display']),
  supply: 1_000_000,
  gateway,
})
const url = `${server.address}/pay/offers/${id}`
const buyer = await studio.person('buyer', 1_000_000_000n)
const client = clientOf(buyer, { chainId: services.client.chainId, asset: dollar })

await time('terms (402), 8 at a time', 8, Array(1_000).fill(undefined), () => fetch(url))
const payments = await Promise.all(Array.from({ length: purchases }, () => payFor(client, url)))
const half = purchases / 2
await time('purchase, one at a time', 1, payments.slice(0, half), (headers) => fetch(url, { headers }))
await time('purchase, 8 at a time', 8, payments.slice(half), (headers) => fetch(url, { headers }))
await time('delivered again, 8 at a time', 8, [...payments, ...payments], (headers) => fetch(url, { headers }))
const body = JSON.stringify({ account: buyer.address, offer: id })
const plan = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
await time('plan of a purchase, 4 at a time', 4, Array(50).fill(undefined), () =>
  fetch(`${server.address}/v1/plans/buy`, plan),
)
await server.close()

/** Does something for every item, so many at a time, and prints how long each took. */
async function time<item>(name: string, width: number, items: readonly item[], act: (item: item) => Promise<Response>) {
  const waiting = [...items]
  const taken: number[] = []
  const statuses = new Set<number>()
  const start = performance.now()
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (waiting.length > 0) {
        const item = waiting.shift() as item
        const before = performance.now()
        const answer = await act(item)
        await answer.arrayBuffer()
        statuses.add(answer.status)
        taken.push(performance.now() - before)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1_000
  taken.sort((a, b) => a - b)
  const at = (part: number): string => (taken[Math.floor(taken.length * part)] ?? 0).toFixed(0)
  const rate = (items.length / seconds).toFixed(0)
  console.log(`${name}: ${rate}/s, median ${at(0.5)} ms, p95 ${at(0.95)} ms, status ${[...statuses].join(', ')}`)
}
