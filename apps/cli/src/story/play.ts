import { readToken, reconcile, type TokenTotals } from '@tributary/sdk'
import { formatAmount } from '../terminal/format.ts'
import { makeOutputs } from './chapters/makeOutputs.ts'
import { offerToPublic } from './chapters/offerToPublic.ts'
import { payEveryone } from './chapters/payEveryone.ts'
import { payLate } from './chapters/payLate.ts'
import { publishDataset } from './chapters/publishDataset.ts'
import { publishModel } from './chapters/publishModel.ts'
import { remix } from './chapters/remix.ts'
import { resell } from './chapters/resell.ts'
import { sellByAllowance } from './chapters/sellByAllowance.ts'
import { sellByCheckout } from './chapters/sellByCheckout.ts'
import { showChain } from './chapters/showChain.ts'
import type { Material } from './Material.ts'
import type { Stage } from './Stage.ts'

/**
 * Plays the main job from recipe to royalty. Every step happens once: played again after a crash, it finds what was
 * done on the chain and in the store, and goes on from there.
 */
export async function play(stage: Stage, material: Material): Promise<TokenTotals> {
  const { tell, token, session } = stage
  tell.chapter('A chain to pay on')
  await showChain(stage)
  tell.chapter('Pictures become a data set')
  const dataset = await publishDataset(stage, material.dataset, material.name)
  tell.chapter('The data set becomes a model')
  const model = await publishModel(stage, await material.weights(), dataset)
  tell.chapter('The model makes works')
  const outputs = await makeOutputs(stage, model, dataset)
  const [first, second, third] = outputs
  tell.chapter('Works are licensed to people and machines')
  await sellByAllowance(stage, { name: 'commercial', work: first!, holder: 'creator', buyer: 'brand', price: '10.00' })
  await sellByCheckout(stage, second!)
  tell.chapter('A license becomes a remix')
  const remixed = await remix(stage, model, third!)
  await sellByAllowance(stage, {
    name: 'remix-sale',
    work: remixed,
    holder: 'remixer',
    buyer: 'gallery',
    price: '20.00',
  })
  tell.chapter('Everyone is paid')
  for (const work of [first!, second!, remixed]) await payEveryone(stage, { work, token, bucket: 'sales' })
  tell.chapter('A picture is resold elsewhere')
  await resell(stage, first!)
  const ether = await readToken(session.client, session.client.deployment.wrappedEther)
  await payEveryone(stage, { work: first!, token: ether, bucket: 'resale' })
  await payLate(stage, remixed)
  tell.chapter('Works stay on offer')
  await offerToPublic(stage, { dataset, model, outputs, remix: remixed })
  tell.chapter('The statement')
  return tellStatement(stage)
}

/** What came in equals what went out and what waits, to the wei. */
async function tellStatement({ tell, token, session }: Stage): Promise<TokenTotals> {
  const totals = (await reconcile(session.client)).tokens.get(token.address)!
  const { paidIn, paidOut, unclaimed, dust } = totals
  tell.step(
    'reconcile',
    `${formatAmount(paidIn, token)} in = ${formatAmount(paidOut, token)} out + ${formatAmount(unclaimed, token)} unclaimed + ${dust} wei of dust`,
  )
  return totals
}
