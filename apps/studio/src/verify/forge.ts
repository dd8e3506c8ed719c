import { BaseError } from '../BaseError.ts'

type Chunk = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A forgery to try the check on: a PNG with another picture that keeps the credential of the original. It is what
 * somebody would make who wants a changed picture to pass for the signed one.
 */
export async function forge(
  original: Blob,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Blob> {
  const chunks = chunksOf(new Uint8Array(await original.arrayBuffer()))
  const credential = chunks.filter(({ type }) => type === 'caBX')
  const [head, ...rest] = chunksOf(new Uint8Array(await (await repaint(original, paint)).arrayBuffer()))
  if (head === undefined || credential.length === 0) throw new NoCredentialError()
  return new Blob([signature, head.bytes, ...credential.map(({ bytes }) => bytes), ...rest.map(({ bytes }) => bytes)], {
    type: 'image/png',
  })
}

async function repaint(original: Blob, paint: (context: OffscreenCanvasRenderingContext2D) => void): Promise<Blob> {
  const image = await createImageBitmap(original)
  const canvas = new OffscreenCanvas(image.width, image.height)
  const context = canvas.getContext('2d')!
  context.drawImage(image, 0, 0)
  paint(context)
  return canvas.convertToBlob({ type: 'image/png' })
}

function chunksOf(png: Uint8Array<ArrayBuffer>): readonly Chunk[] {
  const view = new DataView(png.buffer)
  const chunks: Chunk[] = []
  for (let at = signature.length; at + 12 <= png.length; ) {
    const end = at + 12 + view.getUint32(at)
    const type = new TextDecoder().decode(png.subarray(at + 4, at + 8))
    chunks.push({ type, bytes: png.slice(at, end) })
    at = end
  }
  return chunks
}

/** There is no credential to keep. */
export class NoCredentialError extends BaseError {
  override readonly name = 'forge.NoCredentialError'
  constructor() {
    super('This picture carries no credential, so there is nothing to forge.', { hint: 'Choose a signed PNG.' })
  }
}
