import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Store } from '@tributary/provenance'
import { writeWhole } from '@tributary/sdk/node'
import type { Work } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import type { Services } from '../api/Services.ts'
import { cardOf, type Shown } from './card.ts'
import { paint } from './paint.ts'

/** A card, and the name of its content. */
export type Card = { readonly png: Uint8Array<ArrayBuffer>; readonly name: string }

/** The largest file whose picture is put into a card. */
const mostBytes = 16_000_000

/** Cards that are being painted now: whoever asks for the same one waits for it. */
const painting = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** The card of a work; painted once for each content, and kept in the home. */
export async function cardFor(services: Services, work: Work): Promise<Card> {
  const file = await pictureFile(services, work.id as Hex)
  const bare = cardOf(work, {
    studio: services.settings.name,
    picture: file && { mediaType: file.mediaType, base64: '' },
  })
  const name = createHash('sha256').update(`${file?.sha256}\n${bare}`).digest('hex').slice(0, 32)
  const folder = join(services.home.path, 'cards')
  const path = join(folder, `${name}.png`)
  const kept = await readFile(path).catch(() => undefined)
  if (kept) return { png: new Uint8Array(kept), name }
  const job = painting.get(name) ?? make(services, work, file).finally(() => painting.delete(name))
  painting.set(name, job)
  const png = await job
  mkdirSync(folder, { recursive: true })
  writeWhole(path, png)
  return { png, name }
}

async function make({ store, settings }: Services, work: Work, file: Store.StoredFile | undefined) {
  const picture: Shown | undefined = file && {
    mediaType: file.mediaType,
    base64: Buffer.from(await Store.file(store, file)).toString('base64'),
  }
  return paint(cardOf(work, { studio: settings.name, picture }))
}

/** The picture that stands for the work, if the painter can read it. */
async function pictureFile({ store }: Services, id: Hex): Promise<Store.StoredFile | undefined> {
  const files = (await store.entry(id))?.files ?? []
  const paintable = files.filter(({ mediaType, size }) => /^image\/(png|jpeg)$/.test(mediaType) && size <= mostBytes)
  return paintable.find(({ role }) => role === 'content') ?? paintable.find(({ role }) => role === 'signed')
}
