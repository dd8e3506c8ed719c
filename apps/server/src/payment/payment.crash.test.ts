import { Rights } from '@tributary/protocol'
import { draftImport, soldOf } from '@tributary/sdk'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { clientOf, payFor } from '../../test/payer.ts'
import { createApp } from '../api/createApp.ts'
import { type Listening, listen } from '../api/listen.ts'
import type { Services } from '../api/Services.ts'
import { openDoor } from './Door.ts'
import { lookOnce } from './watchCheckouts.ts'

const price = 2_000_000n

let studio: TestStudio
let server: Listening

beforeAll(async () => {
  studio = await openStudio()
  server = await listen(createApp(studio.services), { port: 0 })
})
afterAll(async () => {
  await server?.close()
  await studio?.[Symbol.asyncDispose]()
})

/**
 * The same studio as a process that is killed before its n-th step: from then on it can neither ask the database nor
 * send to the chain, as a process that is gone.
 */
function mortal(services: Services, steps: number): { services: Services; isDead: () => boolean } {
  let left = steps
  const step = (): void => {
    if (left-- <= 0) throw new Error('killed')
  }
  const query = (target: Pick<Pool, 'query'>) =>
    new Proxy(target, {
      get: (object, name) => {
        const value = Reflect.get(object, name)
        if (typeof value !== 'function') return value
        if (name === 'query')
          return async (...rest: never[]) => {
            // A lock ends with the connection, and so with the process.
            if (!String(rest[0]).includes('unlock')) step()
            return value.apply(object, rest)
          }
        if (name === 'connect') return async () => query(await value.call(object))
        return value.bind(object)
      },
    }) as Pool
  const pool = query(services.pool)
  const request = services.client.public.request
  const counted = { ...services.client.public } as typeof services.client.public
  counted.sendRawTransaction = async (parameters) => {
    step()
    const hash = await services.client.public.sendRawTransaction(parameters)
    step()
    return hash
  }
  counted.request = request
  const journal = {
    ...services.journal,
    write: async (entry: Parameters<typeof services.journal.write>[0]) => {
      step()
      await services.journal.write(entry)
      step()
    },
  }
  const client = { ...services.client, public: counted, journal }
  return { services: { ...services, pool, journal, client }, isDead: () => left < 0 }
}

test('R-25: killed between any two steps, a payment buys one license for one price when it is asked for again', {
  timeout: 180_000,
}, async () => {
  const { services } = studio
  const content = { bytes: new TextEncoder().encode('The river knows\n'), mediaType: 'text/plain' }
  const work = await studio.publish(draftImport({ name: 'River', content }))
  const gateway = services.keys.account('gateway').address
  let survived = false
  let died = 0
  for (let steps = 0; !survived && steps < 200; steps++) {
    const terms = { price, rights: Rights.from(['display']), supply: 100, gateway, salt: BigInt(steps + 1) }
    const { id } = await studio.offer({ work: work.id, ...terms })
    const url = `${server.address}/pay/offers/${id}`
    const account = await studio.person(`buyer-${steps}`, 10_000_000n)
    const headers = await payFor(clientOf(account, { chainId: services.client.chainId, asset: studio.dollar }), url)
    const victim = mortal(services, steps)
    const cut = await createApp(victim.services).request(`${server.address}/pay/offers/${id}`, { headers })
    survived = !victim.isDead()
    if (!survived) {
      died += 1
      expect(cut.status).toBeGreaterThanOrEqual(500)
    }
    // Half of the time the studio looks after itself before the buyer comes back.
    if (steps % 2 === 0) await lookOnce(openDoor(services))
    const [again, twice] = await Promise.all([fetch(url, { headers }), fetch(url, { headers })])
    expect([again.status, twice.status]).toEqual([200, 200])
    expect(again.headers.get('license')).toBe(twice.headers.get('license'))
    expect(await soldOf(services.client, { offer: id })).toBe(1n)
    expect(await studio.balance(account.address)).toBe(10_000_000n - price)
  }
  expect(survived).toBe(true)
  expect(died).toBeGreaterThan(8)
})
