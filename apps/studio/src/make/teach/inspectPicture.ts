import { BaseError, inspect } from '@tributary/engine'
import { bytesToHex, type Hex } from 'viem'

/** Shorter sides than this teach a model little: training looks at 256 pixels. */
export const smallSide = 128

/** What is known of a file before it leaves this machine. */
export type Inspected =
  | { readonly state: 'good'; readonly hash: Hex; readonly width: number; readonly height: number }
  | { readonly state: 'refused'; readonly message: string; readonly hint?: string | undefined }

/** Reads a picture's header by the engine's own rules, so that a file is refused here for the reason it would be there. */
export async function inspectPicture(file: Blob): Promise<Inspected> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    const header = inspect(bytes)
    if (header.animated) return refused('It is animated.', 'Save one of its frames as a picture.')
    if (header.colors === 'cmyk') return refused('Its colors are CMYK.', 'Convert it to sRGB first.')
    if (header.bitDepth > 8) return refused(`It has ${header.bitDepth} bits per color.`, 'Save it with 8 bits.')
    const { width, height } = upright(header)
    const hash = bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
    return { state: 'good', hash, width, height }
  } catch (error) {
    if (error instanceof BaseError) return refused(error.message.split('\n')[0]!, error.hint)
    return refused('The file cannot be read.', 'It may have been moved: drop it again.')
  }
}

function refused(message: string, hint: string | undefined): Inspected {
  return { state: 'refused', message, hint }
}

/** Orientations from 5 on lie on their side. */
function upright({ width, height, orientation }: ReturnType<typeof inspect>): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}
