import { BaseError } from '@tributary/protocol'
import { UsageError } from '../frame/Failure.ts'
import { formatBytes } from '../terminal/format.ts'

/** The most that is read from standard input: a tree of 2^20 leaves fits several times. */
export const inputLimit: number = 1_000_000_000

/** Reads one JSON document from standard input. */
export async function readStdin(): Promise<unknown> {
  if (process.stdin.isTTY) {
    throw new UsageError('This command reads a JSON document from standard input, and nothing was given.', {
      hint: 'Pipe a file into it: tributary id < work.json',
    })
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > inputLimit) throw new InputTooLargeError()
    chunks.push(chunk)
  }
  return parseJson(Buffer.concat(chunks).toString('utf8'), 'standard input')
}

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

/** Standard input carries more than any vector needs. */
export class InputTooLargeError extends BaseError {
  override readonly name = 'Input.TooLargeError'
  constructor() {
    super(`Standard input holds more than ${formatBytes(inputLimit)}, which is the limit.`)
  }
}
