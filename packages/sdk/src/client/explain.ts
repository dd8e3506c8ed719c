import { BaseError } from '@tributary/protocol'
import { type Hex, HttpRequestError, isHex, SocketClosedError, TimeoutError, type BaseError as ViemError } from 'viem'
import { RevertedError } from './Reverted.ts'

/** Waits for an answer of the chain, and turns what can go wrong into errors that say what to do. */
export async function explained<value>(answer: Promise<value>, { rpc }: { readonly rpc: string }): Promise<value> {
  try {
    return await answer
  } catch (error) {
    throw explain(error, rpc)
  }
}

function explain(error: unknown, rpc: string): unknown {
  if (!isViem(error)) return error
  if (isAbout(error, [HttpRequestError, TimeoutError, SocketClosedError]))
    return new UnreachableError({ rpc, cause: error })
  const data = revertData(error)
  if (data !== undefined) return RevertedError.from(data)
  return new RefusedError({ rpc, reason: error.details || error.shortMessage, cause: error })
}

/** The bytes a contract reverted with, wherever in the chain of causes the node's answer stands. */
function revertData(error: ViemError): Hex | undefined {
  const found = error.walk((cause) => hexOf(cause) !== undefined)
  return hexOf(found)
}

function hexOf(error: unknown): Hex | undefined {
  const data = (error as { data?: unknown } | null)?.data
  const hex = typeof data === 'object' && data !== null ? (data as { data?: unknown }).data : data
  return isHex(hex) ? hex : undefined
}

/** A gateway in front of a node answers for itself when the node is busy or gone. */
function statusOf(error: Error): number | undefined {
  const found = isViem(error) ? error.walk((cause) => cause instanceof HttpRequestError) : null
  return found instanceof HttpRequestError ? found.status : undefined
}

type Kind = abstract new (...parameters: never[]) => unknown

function isAbout(error: ViemError, kinds: readonly Kind[]): boolean {
  return error.walk((cause) => kinds.some((kind) => cause instanceof kind)) !== null
}

function isViem(error: unknown): error is ViemError {
  return typeof (error as { walk?: unknown } | null)?.walk === 'function'
}

/** Nothing answers at the RPC address. */
export class UnreachableError extends BaseError {
  override readonly name = 'Client.UnreachableError'
  readonly retry = true
  constructor({ rpc, cause }: { rpc: string; cause: Error }) {
    const status = statusOf(cause)
    super(status === undefined ? `Nothing answers at ${rpc}.` : `${rpc} answers with HTTP status ${status} only.`, {
      hint: 'Is the chain running? Run the same command again: what was sent is not sent twice.',
      cause,
    })
  }
}

/** The node refused a request for a reason of its own. */
export class RefusedError extends BaseError {
  override readonly name = 'Client.RefusedError'
  readonly retry = false
  constructor({ rpc, reason, cause }: { rpc: string; reason: string; cause: Error }) {
    super(`${rpc} refused: ${reason}`, { cause })
  }
}
