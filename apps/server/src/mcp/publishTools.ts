import { setTimeout } from 'node:timers/promises'
import { bytes, type Draft, draft, hash } from '@tributary/sdk/wire'
import { z } from 'zod'
import type { Ask } from './ask.ts'
import { bytesOf } from './readTools.ts'
import { register, type Toolbox } from './Tool.ts'

/** The tools that make a file a work. The creator is whoever is signed in; its wallet signs, never the studio. */
export function addPublishTools(box: Toolbox, ask: Ask): void {
  register(box, {
    name: 'publish',
    title: 'Prepare a work',
    description:
      'Makes a file ready to be published as a work of the account that is signed in (the session cookie of this connection, from POST /v1/session). Nothing is on the chain yet: sign what stands in `works[].toSign` and hand it to `sign_draft`, then sign and send the `plan` that comes back.',
    input: z.object({
      name: z.string().min(1).max(120),
      description: z.string().max(10_000).optional(),
      base64: z.base64().max(11_200_000).describe('the bytes of the file, up to 8 MB'),
      license: z.enum(['personal', 'commercial', 'ai-training']).optional(),
      as: z.enum(['event', 'mint']).default('event').describe('mint makes it a token at once'),
    }),
    output: draft,
    reads: false,
    act: async ({ base64, as, ...terms }) => {
      const { id } = (await ask('PUT', '/v1/uploads', bytesOf(base64))) as { id: string }
      const part = { kind: 'import', ...terms, content: { upload: id } }
      return prepared(ask, (await ask('POST', '/v1/drafts', { parts: [part], as })) as Draft)
    },
  })
  register(box, {
    name: 'sign_draft',
    title: 'Hand in signatures',
    description: 'Hands in what the creator signed of a draft. The answer carries the unsigned plan that publishes it.',
    input: z.object({
      draft: z.string(),
      signatures: z
        .array(z.object({ work: hash, signature: bytes }))
        .min(1)
        .max(64),
    }),
    output: draft,
    reads: false,
    act: async ({ draft: id, signatures }) =>
      prepared(ask, (await ask('POST', `/v1/drafts/${encodeURIComponent(id)}/signature`, { signatures })) as Draft),
  })
}

/** How long a draft is waited for: most are ready in a second or two. */
const [tries, pauseMs] = [60, 250]

async function prepared(ask: Ask, first: Draft): Promise<Draft> {
  let found = first
  for (let left = tries; left > 0 && found.state === 'preparing'; left--) {
    await setTimeout(pauseMs)
    found = (await ask('GET', `/v1/drafts/${encodeURIComponent(found.id)}`)) as Draft
  }
  return found
}
