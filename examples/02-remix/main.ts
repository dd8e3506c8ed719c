// A remix: a file from elsewhere becomes a work, its holder licenses it, a derivative owes it a fifth for ever.
// Run it with `node examples/02-remix/main.ts`.
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Amount, Rights } from '@tributary/protocol'
import { buy, draftImport, draftRemix, link, pay, publishWork, quote, signOffer } from '@tributary/sdk'
import { openPlayground } from '../openPlayground.ts'

using folder = mkdtempDisposableSync(join(tmpdir(), 'remix-'))
await using playground = await openPlayground(folder.path)
const { studio, dollar } = playground
const text = (words: string): Uint8Array => new TextEncoder().encode(words)

// 1. Any file can be a work: here a poem.
const poem = { bytes: text('The river knows\nwhere it came from.\n'), mediaType: 'text/plain', name: 'river.txt' }
const original = await publishWork(studio, draftImport({ name: 'River', content: poem }))

// 2. Its holder offers the right to derive from it, for three dollars and a fifth of what the derivative earns.
const terms = { price: Amount.parse('3', 6), rights: Rights.from(['derivative']), derivativeShare: 200_000, uses: 1 }
const offer = await signOffer(studio.client, { work: original.id, token: dollar, ...terms })
const { license } = await buy(studio.client, offer)

// 3. The remix promises that fifth in its id, and uses the license up.
const longer = { ...poem, bytes: text('The river knows\nwhere it came from,\nand pays its springs.\n') }
const remix = await publishWork(
  studio,
  draftRemix({
    name: 'River, continued',
    content: longer,
    parents: [{ work: original.id, share: 200_000 }],
    store: studio.client.store!,
  }),
)
await link(studio.client, { derivative: remix.work, flowPath: [0], offer: offer.offer, license })

// 4. Who gets what of ten dollars?
const { lines } = await quote(studio.client, { work: remix.id, amount: Amount.parse('10', 6) })
for (const { work, kind, amount } of lines) console.log(`${work.slice(0, 10)} ${kind} ${Amount.format(amount, 6)}`)
await pay(studio.client, { work: remix.id, token: dollar, amount: Amount.parse('10', 6) })
