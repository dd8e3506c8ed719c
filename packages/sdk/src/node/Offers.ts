import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BaseError, Json, License, Offer } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { SignedOffer } from '../verbs/signOffer.ts'
import { parseJson } from './parseJson.ts'
import { writeWhole } from './writeWhole.ts'

/** Keeps an offer in the home, and where else it is wanted: that file is all a buyer needs beside the work. */
export function keep(home: string, signed: SignedOffer): string {
  mkdirSync(folderOf(home), { recursive: true })
  const path = join(folderOf(home), `${signed.id}.json`)
  writeWhole(path, `${JSON.stringify(toJson(signed), null, 2)}\n`)
  return path
}

/** A signed offer as files and `--json` write it. */
export function toJson({ id, offer, signature }: SignedOffer): {
  id: Hex
  offer: Offer.JsonOffer
  signature: Hex
} {
  return { id, offer: Offer.toJson(offer), signature }
}

/** Reads a signed offer from a file. */
export function read(path: string): SignedOffer {
  const given = Json.toObject(parseJson(readFileSync(path, 'utf8'), path), path)
  const offer = Offer.parse(given.offer)
  const signature = given.signature
  if (typeof signature !== 'string' || !/^0x([0-9a-f]{2})+$/i.test(signature)) throw new NoSignatureError({ path })
  return { offer, id: Offer.id(offer), signature: signature as Hex }
}

/** Every offer that the home signed or bought. */
export function all(home: string): SignedOffer[] {
  if (!existsSync(folderOf(home))) return []
  const files = readdirSync(folderOf(home)).filter((name) => name.endsWith('.json'))
  return files.map((name) => read(join(folderOf(home), name)))
}

/** The offer under which a license was sold. */
export function under(home: string, license: License.License): SignedOffer {
  const found = all(home).find(({ id }) => License.isOf(license, id))
  if (found === undefined) throw new UnknownOfferError({ license })
  return found
}

function folderOf(home: string): string {
  return join(home, 'offers')
}

/** A file holds an offer nobody signed. */
export class NoSignatureError extends BaseError {
  override readonly name = 'Offers.NoSignatureError'
  constructor({ path }: { path: string }) {
    super(`${path} holds no signature.`, { hint: 'Use a file that `tributary license offer` wrote.' })
  }
}

/** The home does not know under which offer a license was sold. */
export class UnknownOfferError extends BaseError {
  override readonly name = 'Offers.UnknownOfferError'
  constructor({ license }: { license: License.License }) {
    super(`This home holds no offer of the license ${License.toHex(license)}.`, {
      hint: 'Name the file of the offer with --offer.',
    })
  }
}
