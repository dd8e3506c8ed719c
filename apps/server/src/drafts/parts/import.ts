import { Account, Flow } from '@tributary/protocol'
import { draftImport } from '@tributary/sdk'
import type { DraftPart } from '@tributary/sdk/wire'
import { getAddress } from 'viem'
import { contentOf } from '../content.ts'
import { termsOf } from '../terms.ts'
import type { Made, Making } from './Making.ts'

/** The creator's own file, which pays whom they name. */
export async function makeImport(making: Making, part: Extract<DraftPart, { kind: 'import' }>): Promise<Made> {
  const { content, picture, uploads } = await contentOf(making, part.content)
  const flows = (part.shares ?? []).map(({ to, share }) =>
    Flow.toAccount(Account.from({ address: getAddress(to) }), share),
  )
  return { draft: draftImport({ ...(await termsOf(part)), content, flows }), picture, uploads }
}
