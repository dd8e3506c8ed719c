import { DataSet, encodePng, recipe, render } from '@tributary/engine'
import { loadCodecs, loadShipped, readFolder, shippedPictures } from '@tributary/engine/node'
import { Account, Rights } from '@tributary/protocol'
import { draftDataset, draftModel, type SignedOffer, soldOf } from '@tributary/sdk'
import { wrapFetchWithPayment } from '@x402/fetch'
import type { Hex, PrivateKeyAccount } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../../test/openStudio.ts'
import { clientOf, payFor } from '../../../test/payer.ts'
import { createApp } from '../../api/createApp.ts'
import { type Listening, listen } from '../../api/listen.ts'
import { generating } from './channel.ts'

let studio: TestStudio
let server: Listening
let model: Hex
let offer: SignedOffer

beforeAll(async () => {
  studio = await openStudio()
  server = await listen(createApp(studio.services), { port: 0 })
  const pictures = await DataSet.from(readFolder(shippedPictures), await loadCodecs())
  const people = (name: string) => Account.from({ address: studio.services.keys.account(name).address })
  const payees = Object.fromEntries(pictures.contributors.map(({ name }) => [name, people(name)]))
  const { draft } = await draftDataset({ name: 'Six ateliers', dataset: pictures, payees })
  const dataset = await studio.publish(draft)
  const { file, card } = await loadShipped()
  model = (await studio.publish(draftModel({ name: 'Ateliers', file, card, dataset: dataset.id }))).id
  const gateway = studio.services.keys.account('gateway').address
  const terms = { rights: Rights.from(['display', 'commercial']), supply: 1_000, uses: 1, channel: generating, gateway }
  offer = await studio.offer({ work: model, price: 50_000n, ...terms })
})
afterAll(async () => {
  await server?.close()
  await studio?.[Symbol.asyncDispose]()
})

const at = (query: string) => `${server.address}/pay/models/${model}/generate?${query}`
const standard = (account: PrivateKeyAccount) =>
  clientOf(account, { chainId: studio.services.client.chainId, asset: studio.dollar })

test('a standard client pays five cents and gets the picture of its recipe, byte for byte', async () => {
  const account = await studio.person('buyer', 1_000_000n)
  const answer = await wrapFetchWithPayment(fetch, standard(account))(at('seed=7&style=dune&width=64&height=64'))
  expect(answer.status).toBe(200)
  const { model: weights } = await loadShipped()
  const expected = encodePng(render(weights, recipe(weights, { seed: 7, style: 'dune', width: 64, height: 64 })))
  expect(Buffer.from(await answer.arrayBuffer()).equals(expected)).toBe(true)
  expect(await soldOf(studio.services.client, { offer: offer.id })).toBe(1n)
  expect(await studio.balance(account.address)).toBe(950_000n)
})

test('R-22: a payment for one picture cannot get another', async () => {
  const account = await studio.person('other', 1_000_000n)
  const headers = await payFor(standard(account), at('seed=1&style=dune&width=64&height=64'))
  const wrong = await fetch(at('seed=2&style=dune&width=64&height=64'), { headers })
  expect(wrong.status).toBe(402)
  expect(await studio.balance(account.address)).toBe(1_000_000n)
  expect((await fetch(at('seed=1&style=dune&width=64&height=64'), { headers })).status).toBe(200)
  expect((await fetch(at('seed=2&style=dune&width=64&height=64'), { headers })).status).toBe(402)
  expect((await fetch(at('seed=1&style=dune&width=64&height=64'), { headers })).status).toBe(200)
  expect(await studio.balance(account.address)).toBe(950_000n)
})

test('what cannot be drawn is refused before anybody pays', async () => {
  for (const query of [
    'seed=-1',
    'seed=1&style=nobody',
    'seed=1&width=100000',
    'seed=1&zoom=0',
    'style=dune',
    'seed=x',
  ]) {
    expect((await fetch(at(query))).status).toBe(422)
  }
  expect((await fetch(`${server.address}/pay/models/0x${'00'.repeat(32)}/generate?seed=1`)).status).toBe(404)
})

test('an offer of drawings does not sell the file of the model', async () => {
  expect((await fetch(`${server.address}/pay/offers/${offer.id}`)).status).toBe(404)
  expect((await fetch(`${server.address}/pay/works/${model}?right=display`)).status).toBe(404)
})
