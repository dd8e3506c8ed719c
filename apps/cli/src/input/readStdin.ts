import { BaseError } from '@tributary/protocol'
import { parseJson } from '@tributary/sdk/node'
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

/** Standard input carries more than any vector needs. */
export class InputTooLargeError extends BaseError {
  override readonly name = 'Input.TooLargeError'
  constructor() {
    super(`Standard input holds more than ${formatBytes(inputLimit)}, which is the limit.`)
  }
}
