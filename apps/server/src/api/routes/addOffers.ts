import { createRoute, z } from '@hono/zod-openapi'
import { Offer as Terms, TypedData } from '@tributary/protocol'
import { assertPayable, holderOf } from '@tributary/sdk'
import { Offers } from '@tributary/sdk/node'
import { address, bytes, hash, offer, page } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import { keepOffer } from '../../catalog/keepOffer.ts'
import { findOffer, listOffers } from '../../reads/offers.ts'
import { json } from '../json.ts'
import { once } from '../middleware/once.ts'
import { notFound, RefusedError } from '../problems.ts'
import type { Api, Services } from '../Services.ts'
import { paging } from './paging.ts'

const tags = ['offers']

/** Mounts offers: what a holder signed may be brought by anybody, its signature is all the proof there is. */
export function addOffers(app: Api, services: Services): void {
  const one = createRoute({
    method: 'get',
    path: '/v1/offers/{id}',
    tags,
    summary: 'An offer, and whether it can still be bought',
    request: { params: z.object({ id: hash }) },
    responses: { 200: { description: 'The offer', content: json(offer) } },
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const found = await findOffer(services, id)
    if (found === undefined) throw notFound('offer', id)
    return c.json(found, 200)
  })
  const list = createRoute({
    method: 'get',
    path: '/v1/offers',
    tags,
    summary: 'Offers that can be bought now, the newest first',
    request: { query: paging.extend({ work: hash.optional(), holder: address.optional() }) },
    responses: { 200: { description: 'A part of the list', content: json(page(offer)) } },
  })
  app.openapi(list, async (c) => {
    const { items, next } = await listOffers(services, c.req.valid('query'))
    return c.json({ items: [...items], ...(next !== undefined && { next }) }, 200)
  })
  const add = createRoute({
    method: 'post',
    path: '/v1/offers',
    tags,
    summary: 'Offer licenses of a work, with an offer that its holder signed',
    middleware: once(services),
    request: {
      body: {
        required: true,
        content: json(z.object({ offer: z.record(z.string(), z.unknown()), signature: bytes })),
      },
    },
    responses: { 200: { description: 'The offer', content: json(offer) } },
  })
  app.openapi(add, async (c) => {
    const body = c.req.valid('json')
    const id = await takeOffer(services, Terms.parse(body.offer), body.signature as Hex)
    const found = await findOffer(services, id)
    if (found === undefined) throw notFound('offer', id)
    return c.json(found, 200)
  })
}

async function takeOffer(services: Services, terms: Terms.Offer, signature: Hex): Promise<Hex> {
  const { client, store, home, live } = services
  const id = Terms.id(terms)
  const lineage = await assertPayable(store, [terms.work])
  const holder = await holderOf(client, { work: lineage.works.get(terms.work)! })
  if (holder === undefined || !(await isSigned(services, holder, terms, signature))) throw notTheirs(terms.work, holder)
  Offers.keep(home.path, { id, offer: terms, signature })
  if (await keepOffer(services, { id, offer: terms, signature }, holder))
    live.publish({ type: 'offer', work: terms.work, offer: id })
  return id
}

function isSigned({ client }: Services, holder: Address, terms: Terms.Offer, signature: Hex): Promise<boolean> {
  const licenses = { chainId: client.chainId, verifyingContract: client.deployment.licenses }
  return client.public.verifyTypedData({ address: holder, ...TypedData.offer(licenses, terms), signature })
}

function notTheirs(work: Hex, holder: Address | undefined): RefusedError {
  return new RefusedError({
    status: 403,
    title: 'Not signed by the holder',
    detail: `${holder ?? 'Nobody on this chain'} holds the work ${work}, and did not sign this offer.`,
    hint: 'Only the holder of a work sells licenses of it.',
  })
}
