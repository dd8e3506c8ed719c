import { Work, worksAbi } from '@tributary/protocol'
import { Attestation, findAuthorization, publishCall } from '@tributary/sdk'
import type { Plan } from '@tributary/sdk/wire'
import { type Address, encodeFunctionData, getAddress } from 'viem'
import type { Services } from '../api/Services.ts'
import { complete } from '../plans/complete.ts'
import type { Step } from '../plans/Intent.ts'
import type { DraftedWork, DraftRow } from './DraftRow.ts'
import { modelRole } from './modelOrigin.ts'
import { identityOf } from './publisherFor.ts'

type Ready = { readonly work: Work.Work; readonly drafted: DraftedWork }

/** Works in one transaction: each takes about 12,000 gas. */
const worksAtOnce = 50

/** What the creator signs to make a draft known: its works, and for each model the studio's key that draws with it. */
export async function planDraft(services: Services, draft: DraftRow): Promise<Plan> {
  const ready = draft.works.map((drafted) => ({ drafted, work: Work.parse(drafted.terms) }))
  const names = ready.map(({ drafted }) => `"${drafted.name}"`)
  const shown = draft.input.as === 'mint' ? await mintSteps(services, draft.creator, ready) : showSteps(services, ready)
  const keys = await authorizeSteps(services, ready)
  return complete(services, {
    title: names.length === 1 ? `Publish ${names[0]}` : `Publish ${names.length} works`,
    account: getAddress(draft.creator),
    steps: [...shown, ...keys.steps],
    leaves: [],
    arrives: [
      ...names.map((name) => ({
        what: draft.input.as === 'mint' ? `${name} as a token` : `${name} is known to everyone, and dated`,
      })),
      ...keys.names.map((name) => ({ what: `This studio may sign what "${name}" draws` })),
    ],
    expires: keys.from,
  })
}

function showSteps({ client }: Services, ready: readonly Ready[]): Step[] {
  const works = ready.map(({ work }) => work)
  const parts = Array.from({ length: Math.ceil(works.length / worksAtOnce) }, (_, part) => {
    return works.slice(part * worksAtOnce, (part + 1) * worksAtOnce)
  })
  return parts.map((part) => ({ ...publishCall(client, { works: part }), title: 'Show the terms to everybody' }))
}

function mintSteps({ client, store }: Services, to: Address, ready: readonly Ready[]): Promise<Step[]> {
  return Promise.all(
    ready.map(async ({ work, drafted }) => {
      const attestation = (await store.entry(Work.id(work)))?.attestation ?? Attestation.none
      const args = [Work.toAbi(work), attestation, getAddress(to)] as const
      const data = encodeFunctionData({ abi: worksAbi, functionName: 'mint', args })
      return { title: `Mint "${drafted.name}"`, to: client.deployment.works, data, verb: 'mint' }
    }),
  )
}

type Keys = { readonly steps: readonly Step[]; readonly names: readonly string[]; readonly from?: bigint }

/** A grant may not begin before its block: whoever signs later than that asks for the plan again. Unit: seconds. */
const signingTime = { embedded: 60n, public: 600n }

async function authorizeSteps(services: Services, ready: readonly Ready[]): Promise<Keys> {
  const { client, keys, chain } = services
  const models = await unauthorized(services, ready)
  if (models.length === 0) return { steps: [], names: [] }
  const { timestamp } = await client.public.getBlock()
  const now = BigInt(services.clock())
  const from = (timestamp > now ? timestamp : now) + (chain ? signingTime.embedded : signingTime.public)
  const key = keys.account(modelRole).address
  const steps = models.map(({ work, drafted }) => {
    const args = [Work.toAbi(work), key, from, 2n ** 64n - 1n] as const
    const data = encodeFunctionData({ abi: worksAbi, functionName: 'authorize', args })
    return { title: `Let this studio sign for "${drafted.name}"`, to: client.deployment.works, data, verb: 'authorize' }
  })
  return { steps, names: models.map(({ drafted }) => drafted.name), from }
}

/** Models for which the chain does not know the studio's key. */
export async function unauthorized(services: Services, ready: readonly Ready[]): Promise<Ready[]> {
  const models = ready.filter(({ drafted }) => drafted.kind === 'model')
  if (models.length === 0) return []
  const { client, keys } = services
  const { issuer } = await identityOf(services)
  const key = keys.account(modelRole).address
  const grants = models.map(({ work }) => findAuthorization({ client, issuer }, { model: work, key }))
  const found = await Promise.all(grants)
  return models.filter((_, index) => found[index] === undefined)
}
