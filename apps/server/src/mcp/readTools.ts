import {
  address,
  amount,
  hash,
  kind,
  page,
  quote,
  right,
  statement,
  verification,
  work,
  workCard,
} from '@tributary/sdk/wire'
import { z } from 'zod'
import { RefusedError } from '../api/problems.ts'
import { type Ask, query } from './ask.ts'
import { register, type Toolbox } from './Tool.ts'

/** The tools that change nothing. */
export function addReadTools(box: Toolbox, ask: Ask): void {
  register(box, {
    name: 'search_works',
    title: 'Search works',
    description:
      'Finds works (pictures, data sets, models, remixes) by words, kind, right and price. Start here to find something to license. Prices are in token-wei; each price names its token and decimals. `next` is the cursor of the following page.',
    input: z.object({
      q: z.string().max(200).optional().describe('words in name or description'),
      kind: kind.optional(),
      right: right.optional().describe('only works of which this right can be bought now'),
      maxPrice: amount.optional().describe('the highest price of that right, in token-wei'),
      token: address.optional(),
      creator: address.optional(),
      cursor: z.string().optional(),
      limit: z.number().int().min(1).max(100).default(20),
    }),
    output: page(workCard),
    reads: true,
    act: (input) => ask('GET', `/v1/works${query(input)}`),
  })
  register(box, {
    name: 'get_work',
    title: 'Everything about a work',
    description:
      'One work by its id: its record, who made it and from what, who is paid of its revenue, and every offer under which a license can be bought now, with the id that `license` takes.',
    input: z.object({ id: hash }),
    output: work,
    reads: true,
    act: ({ id }) => ask('GET', `/v1/works/${id}`),
  })
  register(box, {
    name: 'quote',
    title: 'Who gets what',
    description:
      'Who would be paid what of an amount that a work earns, all the way up to the artists of the training data. The amount is in token-wei.',
    input: z.object({ work: hash, amount, token: address.optional() }),
    output: quote,
    reads: true,
    act: ({ work: id, ...asked }) => ask('GET', `/v1/works/${id}/quote${query(asked)}`),
  })
  register(box, {
    name: 'statement',
    title: 'Statement of an account',
    description: 'What an account earned, was paid and can claim, by work and token, at a block of the chain.',
    input: z.object({ account: address }),
    output: statement,
    reads: true,
    act: ({ account }) => ask('GET', `/v1/accounts/${account}/statement.json`),
  })
  register(box, {
    name: 'verify_file',
    title: 'Verify a file',
    description:
      'Says what a file is: whether its content credential holds, which work it is, who made it, whether it was changed, and what may be done with it. Up to 8 MB, as base64.',
    input: z.object({ base64: z.base64().max(11_200_000).describe('the bytes of the file') }),
    output: verification,
    reads: true,
    act: ({ base64 }) => ask('POST', '/v1/verifications', bytesOf(base64)),
  })
}

/** The bytes of base64; refuses none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  if (bytes.length > 0) return bytes
  throw new RefusedError({ status: 422, title: 'No file', detail: 'The base64 holds no bytes.' })
}
