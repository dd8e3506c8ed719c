import { BaseError } from '@tributary/protocol'

/** Parses JSON that a person gave, and says where it breaks. */
export function parseJson(text: string, source: string): unknown {
  if (text.trim() === '') throw new MalformedJsonError({ source, reason: 'it is empty' })
  try {
    return longInteger.test(text) ? JSON.parse(text, keepDigits as Reviver) : JSON.parse(text)
  } catch (cause) {
    throw new MalformedJsonError({ source, reason: cause instanceof Error ? cause.message : String(cause), cause })
  }
}

/** An integer that a JavaScript number may not hold; a text without one is parsed twice as fast. */
const longInteger = /(?:^|[[,:\s])-?\d{16}/

type Reviver = (key: string, value: unknown) => unknown

/** Other tools write large integers without quotes; their digits are kept as a decimal string. */
function keepDigits(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  const isLost = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? '')
  return isLost ? source : value
}

/** A text that should be JSON is not. */
export class MalformedJsonError extends BaseError {
  override readonly name = 'Input.MalformedJsonError'
  constructor({ source, reason, cause }: { source: string; reason: string; cause?: unknown }) {
    const hint = 'Check it with a JSON formatter; integers above 2^53 are written as decimal strings.'
    super(`What came from ${source} is not JSON: ${reason}.`, { hint, cause })
  }
}
