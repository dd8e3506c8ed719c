import { Work } from '@tributary/protocol'
import type { ChainAnswer, ChainQuestion } from '@tributary/provenance'
import { type Hex, zeroHash } from 'viem'
import type { Client } from '../client/Client.ts'
import { anchoredAt } from '../verbs/anchoredAt.ts'
import { holderOf } from '../verbs/holderOf.ts'
import { isAuthentic } from '../verbs/isAuthentic.ts'
import { isMinted } from '../verbs/isMinted.ts'

/**
 * What the chain says about a work, for `verify` of `@tributary/provenance`; undefined where it is not at home.
 *
 * @example
 * ```ts
 * import { chainAnswer } from '@tributary/sdk'
 *
 * const verdict = await verify(bytes, { validator, workId, chain: (question) => chainAnswer(client, question) })
 * ```
 */
export async function chainAnswer(client: Client, question: ChainQuestion): Promise<ChainAnswer | undefined> {
  const work = Work.parse(question.work)
  const holder = await holderOf(client, { work })
  if (holder === undefined) return undefined
  const { attestation } = question
  const minted = await isMinted(client, { work })
  const authentic =
    work.origin !== zeroHash && attestation ? await isAuthentic(client, { output: work, attestation }) : undefined
  const provenAt = attestation && (await provenTime(client, attestation.root))
  return { minted, holder, ...(authentic !== undefined && { authentic }), ...(provenAt && { provenAt }) }
}

async function provenTime(client: Client, root: Hex): Promise<number | undefined> {
  if (root === zeroHash) return undefined
  const time = await anchoredAt(client, { root })
  return time === 0n ? undefined : Number(time)
}
