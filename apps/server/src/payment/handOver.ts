import { encodePaymentResponseHeader } from '@x402/core/http'
import { sha256 } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Door } from './Door.ts'
import { type Delivered, readStored, storedFileOf } from './fileOf.ts'
import { draw } from './generation/draw.ts'
import { modelOf } from './generation/Models.ts'
import type { Receipt } from './Receipt.ts'
import type { Checkout } from './Resource.ts'
import { networkOf } from './Terms.ts'

/** How the payer wants it: the file itself with the rest in headers, or everything in one JSON. */
export type Form = 'file' | 'json'

/** Hands over what was bought: the file, the license and the receipt. Only what was settled comes here. */
export async function handOver(door: Door, checkout: Checkout, receipt: Receipt, form: Form): Promise<Response> {
  const delivered = await bytesOf(door, checkout, receipt)
  const headers = { ...proof(door, receipt), 'cache-control': 'private, no-store' }
  if (form === 'file') return new Response(delivered.bytes, { headers: { ...headers, ...shape(delivered) } })
  const { bytes, mediaType, name } = delivered
  const file = {
    name,
    mediaType,
    size: bytes.length,
    sha256: sha256(bytes),
    base64: Buffer.from(bytes).toString('base64'),
  }
  return Response.json({ license: receipt.license, receipt, file }, { headers })
}

async function bytesOf({ services }: Door, { drawing }: Checkout, { work }: Receipt): Promise<Delivered> {
  if (drawing) {
    const { bytes: weights } = await modelOf(services, drawing.model)
    const { seed, style } = drawing.recipe
    const name = `${typeof style === 'string' ? style : 'mix'}-${seed}.png`
    return { bytes: await draw({ bytes: weights, recipe: drawing.recipe }), mediaType: 'image/png', name }
  }
  const file = await storedFileOf(services, work)
  if (file === undefined) throw gone()
  return readStored(services, file)
}

/** What every client of x402 reads, and what those who know us read besides. */
function proof(door: Door, receipt: Receipt): Record<string, string> {
  const { transaction, payer, license } = receipt
  const settled = { success: true, transaction, network: networkOf(door), payer }
  return {
    'payment-response': encodePaymentResponseHeader(settled),
    license,
    receipt: Buffer.from(JSON.stringify(receipt)).toString('base64'),
    link: `</v1/licenses/${license}>; rel="license"`,
  }
}

/** A file of somebody else's must not act as a page of ours. */
function shape({ mediaType, name }: Delivered): Record<string, string> {
  const isRaster = /^image\/(png|jpeg|webp|avif|gif)$/.test(mediaType)
  return {
    'content-type': mediaType,
    'content-disposition': `${isRaster ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  }
}

function gone(): RefusedError {
  return new RefusedError({
    status: 503,
    title: 'The file is not here now',
    detail: 'The license is yours, but the studio cannot read the file at this moment.',
    hint: 'Ask again with the same payment; nothing is paid twice.',
  })
}
